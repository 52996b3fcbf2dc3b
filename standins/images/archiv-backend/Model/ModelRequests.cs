using System.Buffers;
using System.Text.Json;

namespace Archiv.Backend.Model;

/// <summary>
/// The bodies sent to the model server. Each carries keep_alive, since the last one sent decides how long the model stays;
/// none carries num_ctx, since another value than the loaded one would make the server load the model again.
/// </summary>
internal static class ModelRequests
{
    public static ReadOnlyMemory<byte> Load(string model, string keepAlive) => Write(model, keepAlive, static _ => { });

    /// <summary>One token: a damaged model can load and still not generate.</summary>
    public static ReadOnlyMemory<byte> Verify(string model, string keepAlive) => Write(model, keepAlive, static json =>
    {
        json.WriteString("prompt", "Guten Tag");
        json.WriteStartObject("options");
        json.WriteNumber("num_predict", 1);
        json.WriteEndObject();
    });

    public static ReadOnlyMemory<byte> Chat(string model, string keepAlive, string system, string user, string schema, int mostTokens) => Write(model, keepAlive, json =>
    {
        json.WriteStartArray("messages");
        Message(json, "system", system);
        Message(json, "user", user);
        json.WriteEndArray();
        json.WritePropertyName("format");
        json.WriteRawValue(schema);
        json.WriteStartObject("options");
        json.WriteNumber("temperature", 0);
        json.WriteNumber("num_predict", mostTokens);
        json.WriteEndObject();
    });

    private static void Message(Utf8JsonWriter json, string role, string content)
    {
        json.WriteStartObject();
        json.WriteString("role", role);
        json.WriteString("content", content);
        json.WriteEndObject();
    }

    private static ReadOnlyMemory<byte> Write(string model, string keepAlive, Action<Utf8JsonWriter> rest)
    {
        var body = new ArrayBufferWriter<byte>(2048);
        using var json = new Utf8JsonWriter(body);
        json.WriteStartObject();
        json.WriteString("model", model);
        rest(json);
        json.WriteBoolean("stream", false);
        json.WritePropertyName("keep_alive");
        json.WriteRawValue(keepAlive);
        json.WriteEndObject();
        json.Flush();
        return body.WrittenMemory;
    }
}
