using NBomber.Contracts;
using NBomber.Contracts.Stats;

namespace NBomber.Run;

/// <summary>Successes, or failures, of a scenario or a step.</summary>
internal sealed class Tally(bool isError)
{
    private readonly Lock _lock = new();
    private readonly Distribution _ticks = new(TimeSpan.FromMinutes(10).Ticks);
    private readonly Distribution _bytes = new(1L << 42);
    private readonly Dictionary<string, (string Message, int Count)> _codes = [];

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return (int)_ticks.Count;
            }
        }
    }

    /// <summary>Adds one; answers the number so far. Latencies above 10 minutes count as 10 minutes.</summary>
    public int Add(IResponse response, TimeSpan latency, long bytes)
    {
        lock (_lock)
        {
            _ticks.Add(response.CustomLatencyMs > 0 ? (long)Math.Round(response.CustomLatencyMs * TimeSpan.TicksPerMillisecond) : latency.Ticks);
            _bytes.Add(bytes);
            if (!string.IsNullOrEmpty(response.StatusCode))
            {
                var (message, count) = _codes.GetValueOrDefault(response.StatusCode, (response.Message, 0));
                _codes[response.StatusCode] = (message, count + 1);
            }

            return (int)_ticks.Count;
        }
    }

    public List<(long Ticks, long Count)> Latencies()
    {
        lock (_lock)
        {
            return [.. _ticks.Histogram.RecordedValues().Select(v => (v.ValueIteratedTo, v.CountAddedInThisIterationStep))];
        }
    }

    public MeasurementStats Stats(int all, TimeSpan duration)
    {
        lock (_lock)
        {
            var count = (int)_ticks.Count;
            return new MeasurementStats
            {
                Request = new() { Count = count, RPS = duration > TimeSpan.Zero ? count / duration.TotalSeconds : 0, Percent = Percent(count, all) },
                Latency = _ticks.Latency(),
                DataTransfer = _bytes.Transfer(),
                StatusCodes = [.. _codes.OrderByDescending(c => c.Value.Count).Select(c => new StatusCodeStats
                {
                    StatusCode = c.Key,
                    IsError = isError,
                    Message = c.Value.Message,
                    Count = c.Value.Count,
                    Percent = Percent(c.Value.Count, all),
                })],
            };
        }
    }

    private static int Percent(int count, int all) => all == 0 ? 0 : (int)Math.Round(100.0 * count / all, MidpointRounding.AwayFromZero);
}
