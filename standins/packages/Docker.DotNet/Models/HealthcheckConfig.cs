using System.Text.Json.Serialization;
using Docker.DotNet.Engine;

namespace Docker.DotNet.Models;

/// <summary>A healthcheck. Null test: the image's; StartPeriod is in nanoseconds, as the engine has it.</summary>
public class HealthcheckConfig
{
    public IList<string>? Test { get; set; }
    [JsonConverter(typeof(TimeSpanNanosecondsConverter))]
    public TimeSpan Interval { get; set; }
    [JsonConverter(typeof(TimeSpanNanosecondsConverter))]
    public TimeSpan Timeout { get; set; }
    public long StartPeriod { get; set; }
    public long Retries { get; set; }
}
