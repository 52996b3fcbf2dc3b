using System.Text.Json.Nodes;
using Standins.Toxiproxy.Server;

namespace Standins.Toxiproxy.Cli;

/// <summary>The command-line client as a program.</summary>
internal static class CliProgram
{
    public static int Run(IReadOnlyList<string> args)
    {
        var output = new CliOutput(!Console.IsOutputRedirected);
        try
        {
            Run(args, output);
            return 0;
        }
        catch (CliFailure failure)
        {
            if (failure.Help != null)
            {
                CliOutput.Line(failure.Help);
            }

            StandardStream.Write(StandardStream.Error, failure.Message);
            return failure.ExitCode;
        }
        catch (ApiException e)
        {
            // All but the list end with a line of their own.
            StandardStream.Write(StandardStream.Error, e.Message + (e.Message.StartsWith("Failed to retrieve proxies:", StringComparison.Ordinal) ? "" : "\n"));
            return 1;
        }
    }

    private static void Run(IReadOnlyList<string> args, CliOutput output)
    {
        var global = new CliArguments(args, CliHelp.Of("main"), "host,h=", "version,v");
        if (global.Has("version"))
        {
            CliOutput.Line("toxiproxy-cli version 2.12.0");
            return;
        }

        // "help create" is "create --help".
        if (global.Words is ["help" or "h", var topic, ..])
        {
            Run([topic, "--help"], output);
            return;
        }

        if (global.WantsHelp || global.Words.Count == 0)
        {
            CliOutput.Line(CliHelp.Of("main"));
            return;
        }

        using var api = new ApiClient(global.Value("host") ?? Environment.GetEnvironmentVariable("TOXIPROXY_URL") ?? "http://localhost:8474");
        var rest = global.Words.Skip(1).ToList();
        switch (global.Words[0])
        {
            case "list" or "l" or "li" or "ls":
                Command("list", rest, _ => List(api, output));
                break;
            case "inspect" or "i" or "ins":
                Command("inspect", rest, arguments => output.Inspect(Find(api, arguments.ProxyName())));
                break;
            case "toggle" or "tog":
                Command("toggle", rest, arguments => Toggle(api, output, arguments.ProxyName()));
                break;
            case "delete" or "d":
                Command("delete", rest, arguments => Delete(api, arguments.ProxyName()));
                break;
            case "create" or "c" or "new":
                Command("create", rest, arguments => Create(api, arguments), "listen,l=", "upstream,u=");
                break;
            case "toxic" or "t":
                new ToxicCommands(api).Run(rest);
                break;
            case var other:
                throw new CliFailure($"No help topic for '{other}'", 3);
        }
    }

    private static void Command(string name, IReadOnlyList<string> args, Action<CliArguments> run, params string[] options)
    {
        var arguments = new CliArguments(args, CliHelp.Of(name), options);
        if (arguments.WantsHelp)
        {
            CliOutput.Line(arguments.Help);
        }
        else
        {
            run(arguments);
        }
    }

    private static void List(ApiClient api, CliOutput output) => output.Proxies(Try("Failed to retrieve proxies: ", () => api.Get("/proxies"))!.AsObject());

    private static JsonNode Find(ApiClient api, string name) => Try($"Failed to retrieve proxy {name}: ", () => api.Get(PathOf(name)))!;

    private static void Toggle(ApiClient api, CliOutput output, string name)
    {
        var enable = !Find(api, name)["enabled"]!.GetValue<bool>();
        Try($"Failed to toggle proxy {name}: ", () => api.Patch(PathOf(name), new JsonObject { ["enabled"] = enable }));
        output.Toggled(name, enable);
    }

    private static void Delete(ApiClient api, string name)
    {
        Find(api, name);
        Try<JsonNode?>($"Failed to delete proxy {name}: ", () =>
        {
            api.Delete(PathOf(name));
            return null;
        });
        CliOutput.Line($"Deleted proxy {name}");
    }

    private static void Create(ApiClient api, CliArguments arguments)
    {
        var name = arguments.ProxyName();
        var body = new JsonObject { ["name"] = name, ["listen"] = arguments.Required("listen"), ["upstream"] = arguments.Required("upstream"), ["enabled"] = true };
        Try("Failed to create proxy: Create: ", () => api.Post("/proxies", body));
        CliOutput.Line($"Created new proxy {name}");
    }

    private static string PathOf(string name) => $"/proxies/{ApiClient.Escape(name)}";

    private static T Try<T>(string prefix, Func<T> call)
    {
        try
        {
            return call();
        }
        catch (ApiException e)
        {
            throw new ApiException(prefix + e.Message);
        }
    }
}
