using System.Text.Json.Nodes;

namespace ScriptedUpstream;

/// <summary>A member that the backend would not send if it used another client: taken out of the bodies of searches before anybody sees them.</summary>
/// <param name="member">Its name; null where all is as it was sent.</param>
internal sealed class LeftOut(string? member)
{
    private const string Searches = "/api/chat";

    /// <summary>The body as that backend would have sent it.</summary>
    public string Of(PathString path, string body)
    {
        if (string.IsNullOrEmpty(member) || !path.StartsWithSegments(Searches) || JsonNode.Parse(body) is not JsonObject json)
        {
            return body;
        }

        json.Remove(member);
        return json.ToJsonString();
    }
}
