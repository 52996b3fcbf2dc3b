using Archiv.Tests.Support.Engine;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Vocabulary;

/// <summary>What a command has said, as a line of a report.</summary>
public sealed class ExecutionTests
{
    [Test]
    public void What_draws_on_a_terminal_must_not_reach_a_report() => new Execution(
        1, "", "pulling 7b12924ed4: 100% ▕██████▏  262 B                  \u001b[K\n\u001b[?25h\u001b[?2026lError: digest mismatch", TimeSpan.FromSeconds(2)).ToString()
        .Should().Be("exit 1 after 2.0 s: pulling 7b12924ed4: 100% 262 B \n Error: digest mismatch");
}
