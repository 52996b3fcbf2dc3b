namespace Standins.Toxiproxy.Cli;

/// <summary>The help texts, as recorded from the original.</summary>
internal static class CliHelp
{
    public const string Main = """
        NAME:
           toxiproxy-cli - Simulate network and system conditions

        USAGE:
           toxiproxy-cli [global options] command [command options]

        VERSION:
           2.12.0

        COMMANDS:
           list, l, li, ls  list all proxies
                              usage: 'toxiproxy-cli list'

           inspect, i, ins  inspect a single proxy
                              usage: 'toxiproxy-cli inspect <proxyName>'

           create, c, new   create a new proxy
                              usage: 'toxiproxy-cli create --listen <addr> --upstream <addr> <proxyName>'

           toggle, tog        toggle enabled status on a proxy
                                usage: 'toxiproxy-cli toggle <proxyName>'

           delete, d          delete a proxy
                                usage: 'toxiproxy-cli delete <proxyName>'

           toxic, t           add, remove or update a toxic
                                usage: see 'toxiproxy-cli toxic'

           help, h          Shows a list of commands or help for one command

        GLOBAL OPTIONS:
           --host value, -h value  toxiproxy host to connect to (default: "http://localhost:8474") [$TOXIPROXY_URL]
           --help                  show help (default: false)
           --version, -v           print the version
        """;

    public const string Create = """
        NAME:
           toxiproxy-cli create - create a new proxy
                                    usage: 'toxiproxy-cli create --listen <addr> --upstream <addr> <proxyName>'


        USAGE:
           toxiproxy-cli create [command options]

        COMMANDS:
           help, h  Shows a list of commands or help for one command

        OPTIONS:
           --listen value, -l value    proxy will listen on this address
           --upstream value, -u value  proxy will forward to this address
           --help                      show help (default: false)
        """;

    public const string Toxic = """
        NAME:
           toxiproxy-cli toxic -   add, remove or update a toxic
                                     usage: see 'toxiproxy-cli toxic'


        USAGE:
           toxiproxy-cli toxic [command options]

        DESCRIPTION:
           
             Default Toxics:
             latency:    delay all data +/- jitter
                         latency=<ms>,jitter=<ms>

             bandwidth:  limit to max kb/s
                         rate=<KB/s>

             slow_close: delay from closing
                         delay=<ms>

             timeout:    stop all data and close after timeout
                         timeout=<ms>

             reset_peer: simulate TCP RESET (Connection reset by peer) on the connections by closing
                         the stub Input immediately or after a timeout
                         timeout=<ms>

             slicer:     slice data into bits with optional delay
                         average_size=<bytes>,size_variation=<bytes>,delay=<microseconds>

             toxic add:
               usage: toxiproxy-cli toxic add --type <toxicType> [--downstream|--upstream] \
                       --toxicName <toxicName> [--toxicity <float>] \
                       --attribute <key=value> [--attribute <key2=value2>] <proxyName>


               example: toxiproxy-cli toxic add -t latency -n myToxic -a latency=100 -a jitter=50 myProxy

             toxic update:
               usage: toxiproxy-cli toxic update --toxicName <toxicName> [--toxicity <float>] \
                       --attribute <key1=value1> [--attribute <key2=value2>] <proxyName>

               example: toxiproxy-cli toxic update -n myToxic -a jitter=25 myProxy

             toxic delete:
               usage: toxiproxy-cli toxic delete --toxicName <toxicName> <proxyName>

               example: toxiproxy-cli toxic delete -n myToxic myProxy


        COMMANDS:
           add, a                add a new toxic
           update, u             update an enabled toxic
           remove, r, delete, d  remove an enabled toxic
           help, h               Shows a list of commands or help for one command

        OPTIONS:
           --help  show help (default: false)
        """;

    public const string ToxicAdd = """
        NAME:
           toxiproxy-cli toxic add - add a new toxic

        USAGE:
           toxiproxy-cli toxic add [command options] <proxyName>

        COMMANDS:
           help, h  Shows a list of commands or help for one command

        OPTIONS:
           --toxicName value, -n value                                  name of the toxic
           --type value, -t value                                       type of toxic
           --toxicity value, --tox value                                toxicity of toxic should be a float between 0 and 1 (default: 1.0)
           --attribute value, -a value [ --attribute value, -a value ]  toxic attribute in key=value format
           --upstream, -u                                               add toxic to upstream (default: false)
           --downstream, -d                                             add toxic to downstream (default: true)
           --help                                                       show help (default: false)
        """;

    /// <summary>The help of a command that takes nothing but a proxy's name, in the same layout.</summary>
    public static string Plain(string command, string does, string usage) =>
        $"""
        NAME:
           toxiproxy-cli {command} - {does}
                                {new string(' ', command.Length)}{usage}


        USAGE:
           toxiproxy-cli {command} [command options]

        COMMANDS:
           help, h  Shows a list of commands or help for one command

        OPTIONS:
           --help  show help (default: false)
        """;

    /// <summary>The help of changing or removing a toxic, in the layout of adding one.</summary>
    public static string OfToxic(string command, string does, params string[] options) =>
        $"""
        NAME:
           toxiproxy-cli toxic {command} - {does}

        USAGE:
           toxiproxy-cli toxic {command} [command options] <proxyName>

        COMMANDS:
           help, h  Shows a list of commands or help for one command

        OPTIONS:
           {string.Join("\n   ", options)}
        """;
}
