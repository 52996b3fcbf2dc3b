using System.Globalization;
using Archiv.Bench.Load;

// usage: bench-load [ROUNDS] [SECONDS]; bench-load serve. Exit codes: 0 all held, 1 something broken.
if (args is ["serve"])
{
    Server.Run();
    return 0;
}

var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
var time = TimeSpan.FromSeconds(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3);
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
using var server = new ServerProcess();
using var generator = new Generator(server.Url);
// The first use of everything is not what is measured.
generator.Closed(10, time);
generator.Open(Rate.PerSecond, time);
Hey.Run(server.Url, 10, TimeSpan.FromSeconds(1));

Console.WriteLine($"medians of {rounds} rounds in turn, {time.TotalSeconds:0} s each; load average {File.ReadAllText("/proc/loadavg").Split(' ')[0]} on {Environment.ProcessorCount} processors");
var held = Speed.Print(server.Url, generator, rounds, time);
held &= Rate.Print(server.Url, generator, rounds, time);
Console.WriteLine($"load average afterwards {File.ReadAllText("/proc/loadavg").Split(' ')[0]}");
return held ? 0 : 1;
