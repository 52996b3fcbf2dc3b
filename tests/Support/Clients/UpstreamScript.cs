namespace Archiv.Tests.Support.Clients;

/// <summary>What the test double answers to POST requests below a path; see <c>standins/images/scripted-upstream</c>.</summary>
/// <param name="Mode">PassOn, Answer, Truncate, Reset or Drip.</param>
/// <param name="Path">Beginning of the paths, by whole segments.</param>
/// <param name="Status">Status code of an answer.</param>
/// <param name="Body">Body, or its beginning.</param>
/// <param name="ContentType">Media type.</param>
public sealed record UpstreamScript(
    string Mode, string Path = "/api", int Status = 200, string Body = "{", string ContentType = "application/json");
