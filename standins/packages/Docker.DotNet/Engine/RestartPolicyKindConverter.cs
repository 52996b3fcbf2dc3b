using System.Text.Json;
using System.Text.Json.Serialization;
using Docker.DotNet.Models;

namespace Docker.DotNet.Engine;

/// <summary>The engine writes an unset policy as an empty string, which the converter of System.Text.Json takes for no name.</summary>
internal sealed class RestartPolicyKindConverter : JsonConverter<RestartPolicyKind>
{
    private static readonly string[] Names = ["", "no", "always", "on-failure", "unless-stopped"];

    public override RestartPolicyKind Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Array.IndexOf(Names, reader.GetString()) is var index and >= 0
            ? (RestartPolicyKind)index
            : throw new JsonException("An unknown restart policy.");

    public override void Write(Utf8JsonWriter writer, RestartPolicyKind value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Names[(int)value]);
}
