using Archiv.Tests.Tools.Reporting;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Tools;

public sealed class ExitCodeTests
{
    [TestCase("Held", false, 0)]
    [TestCase("Held Planned", false, 0)]
    [TestCase("Held Broken", false, 1)]
    [TestCase("Unknown Broken", false, 1)]
    [TestCase("Held Unknown", false, 2)]
    [TestCase("Held NotApplicable", false, 0)]
    [TestCase("Held NotApplicable", true, 2)]
    [TestCase("Broken NotApplicable", true, 1)]
    [TestCase("NotApplicable", false, 2)]
    [TestCase("Waived Planned", false, 2)]
    public void The_rows_must_decide_the_exit_code(string statuses, bool strict, int expected)
    {
        var rows = statuses.Split(' ').Select(status => Sample.Row("A5.1", Enum.Parse<RowStatus>(status))).ToArray();

        var report = Sample.Report(rows);
        report.ExitCodeFor(strict).Should().Be(expected);
        if (!strict)
        {
            report.Verdict.Should().Be(expected switch { 0 => "held", 1 => "broken", _ => "unknown" }, "the page must not say another thing than the exit code");
        }
    }

    [Test]
    public void An_interrupted_run_must_end_with_130_whatever_it_has_seen()
    {
        Sample.Report(true, Sample.Row("A5.1", RowStatus.Broken)).ExitCodeFor(false).Should().Be(130);
    }
}
