using System.Globalization;
using Archiv.Bench.Proxy;

// usage: bench-proxy SERVER [ROUNDS] [SECONDS] [PART OF A MEASUREMENT'S NAME]. Exit codes: 0 all held, 1 something broken, 3 wrong use.
int rounds = 5;
double seconds = 1.5;
if (args.Length is < 1 or > 4 || !File.Exists(args[0])
    || (args.Length > 1 && !(int.TryParse(args[1], NumberStyles.None, CultureInfo.InvariantCulture, out rounds) && rounds > 0))
    || (args.Length > 2 && !(double.TryParse(args[2], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds) && seconds > 0)))
{
    Console.Error.WriteLine("usage: bench-proxy SERVER [ROUNDS] [SECONDS PER MEASUREMENT] [PART OF A MEASUREMENT'S NAME]");
    return 3;
}

var time = TimeSpan.FromSeconds(seconds);
using var upstream = new Upstream();
var measurements = Measurement.All.Where(what => args.Length < 4 || what.Name.Contains(args[3], StringComparison.OrdinalIgnoreCase)).ToArray();
Contender[] contenders =
[
    Contender.Direct(upstream.Port), Contender.Toxiproxy(args[0], upstream.Port, latencyZero: false, out var api),
    Contender.Toxiproxy(args[0], upstream.Port, latencyZero: true, out _), Contender.Socat(upstream.Port), Contender.Haproxy(upstream.Port),
];
try
{
    var results = measurements.ToDictionary(what => what, _ => contenders.ToDictionary(who => who, _ => new List<double>()));
    foreach (var who in contenders)
    {
        // The first use of everything is not what is measured.
        Array.ForEach(measurements, what => what.Run(who.Port, time / 5));
    }

    for (var round = 0; round < rounds; round++)
    {
        foreach (var what in measurements)
        {
            for (var turn = 0; turn < what.Turns; turn++)
            {
                // Another one is first in every turn.
                var first = (round + turn) % contenders.Length;
                foreach (var who in contenders.Skip(first).Concat(contenders.Take(first)))
                {
                    results[what][who].Add(what.Run(who.Port, time / what.Turns));
                }
            }
        }
    }

    return Report.Print(results, contenders, rounds) & (args.Length == 4 || Accuracy.Run(contenders[1], api)) ? 0 : 1;
}
finally
{
    Array.ForEach(contenders, contender => contender.Dispose());
}
