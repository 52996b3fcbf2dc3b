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
    public void The_rows_must_decide_the_exit_code(string statuses, bool strict, int expected)
    {
        var rows = statuses.Split(' ').Select(status => Sample.Row("A5.1", Enum.Parse<RowStatus>(status))).ToArray();

        Sample.Report(rows).ExitCodeFor(strict).Should().Be(expected);
    }

    [Test]
    public void An_interrupted_run_must_end_with_130_whatever_it_has_seen()
    {
        Sample.Report(true, Sample.Row("A5.1", RowStatus.Broken)).ExitCodeFor(false).Should().Be(130);
    }
}
