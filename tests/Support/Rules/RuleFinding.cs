using Archiv.Tests.Support.Compose;

namespace Archiv.Tests.Support.Rules;

/// <summary>One place where a file does not keep a rule.</summary>
/// <param name="Service">The service; null where it is about the whole file.</param>
/// <param name="Path">Where in the resolved model, such as <c>services.web.ports[0]</c>; where the key is missing, its parent.</param>
/// <param name="Message">What is wrong, in one sentence.</param>
/// <param name="Fix">YAML (or Dockerfile) lines that mend it.</param>
/// <param name="Severity">Whether it breaks the rule.</param>
/// <param name="At">The place, where it is not in the compose files themselves or the path cannot say it.</param>
public sealed record RuleFinding(string? Service, string Path, string Message, string Fix, Severity Severity = Severity.Finding, SourcePlace? At = null);
