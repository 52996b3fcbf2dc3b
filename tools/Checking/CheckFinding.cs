using Archiv.Tests.Support.Rules;

namespace Archiv.Tests.Tools.Checking;

/// <summary>A finding as the reports print it.</summary>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Severity">Whether it breaks the rule.</param>
/// <param name="File">The file, relative to the working directory where it lies below.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Service">The service; null where it is about the whole file.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Why">Why it matters.</param>
/// <param name="Fix">Lines that mend it.</param>
internal sealed record CheckFinding(
    string Rule, Severity Severity, string File, int Line, int Column, string? Service, string Message, string Why, string Fix);
