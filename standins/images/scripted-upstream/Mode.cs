using System.Text.Json.Serialization;

namespace ScriptedUpstream;

/// <summary>How the double treats a request on the scripted path.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Mode>))]
internal enum Mode
{
    /// <summary>Hands it to the model server.</summary>
    PassOn,

    /// <summary>Answers with the scripted status and body.</summary>
    Answer,

    /// <summary>Announces more bytes than it sends, then closes.</summary>
    Truncate,

    /// <summary>Sends the beginning of an answer, then resets the connection.</summary>
    Reset,

    /// <summary>Sends a byte a second for ever.</summary>
    Drip,
}
