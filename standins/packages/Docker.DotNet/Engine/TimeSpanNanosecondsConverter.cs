using System.Text.Json;
using System.Text.Json.Serialization;

namespace Docker.DotNet.Engine;

/// <summary>Durations in nanoseconds; what is below 100 ns is cut off.</summary>
internal sealed class TimeSpanNanosecondsConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetInt64() / TimeSpan.NanosecondsPerTick);

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Ticks * TimeSpan.NanosecondsPerTick);
}
