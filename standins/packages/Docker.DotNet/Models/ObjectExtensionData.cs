using System.Text.Json.Serialization;

namespace Docker.DotNet.Models;

/// <summary>An object whose fields depend on the message, for example <c>{"ID":"sha256:…"}</c> after a build. Values are JsonElement.</summary>
public class ObjectExtensionData
{
    [JsonExtensionData]
    public IDictionary<string, object> ExtensionData { get; set; } = new Dictionary<string, object>();
}
