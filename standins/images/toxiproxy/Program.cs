using Standins.Toxiproxy.Cli;
using Standins.Toxiproxy.Server;

// argv[0] is the name the program was called by; .NET itself only knows the assembly.
var calledAs = File.ReadAllText("/proc/self/cmdline").Split('\0')[0];
return Path.GetFileName(calledAs) == "toxiproxy-cli" ? CliProgram.Run(args)
    : args is ["cli", ..] ? CliProgram.Run(args[1..])
    : await ServerProgram.RunAsync(calledAs, args);
