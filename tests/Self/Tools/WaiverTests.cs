using Archiv.Tests.Tools;
using Archiv.Tests.Tools.Judging;
using Archiv.Tests.Tools.Reporting;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Tools;

public sealed class WaiverTests
{
    private static readonly DateOnly Until = new(2026, 12, 31);

    [TestCase("Broken", 31, "Waived")]
    [TestCase("Unknown", 1, "Waived")]
    [TestCase("Held", 1, "Waived")]
    [TestCase("NotApplicable", 1, "NotApplicable")]
    public void A_waived_row_must_be_shown_as_waived_and_never_as_held(string status, int day, string shown)
    {
        var rows = new Waivers([new Waiver("A5.2", "der neue Server kommt im Januar", Until)], new DateOnly(2026, 12, day))
            .Apply([Sample.Row("A5.2", Enum.Parse<RowStatus>(status))]);

        rows.Should().ContainSingle().Which.Status.Should().Be(Enum.Parse<RowStatus>(shown));
    }

    [Test]
    public void A_waived_row_that_would_hold_must_say_that_its_waiver_can_go()
    {
        var row = new Waivers([new Waiver("A5.2", "until the new server", Until)], Until).Apply([Sample.Row("A5.2", RowStatus.Held)])[0];

        row.Reason.Should().StartWith("waived until 2026-12-31: until the new server; it would hold, so that the waiver can go");
    }

    [Test]
    public void A_waiver_that_is_over_must_no_longer_help_and_must_be_named()
    {
        var row = new Waivers([new Waiver("A5.2", "until the new server", Until)], Until.AddDays(1)).Apply([Sample.Row("A5.2", RowStatus.Broken)])[0];

        row.Status.Should().Be(RowStatus.Broken);
        row.Reason.Should().StartWith("its waiver is over since 2026-12-31 (until the new server)");
    }

    [Test]
    public void A_waived_row_must_leave_the_exit_code_alone_and_stand_in_the_sums()
    {
        var report = Sample.Report(Sample.Row("A5.1", RowStatus.Held), Sample.Row("A5.2", RowStatus.Waived));

        report.ExitCodeFor(strict: true).Should().Be(ExitCode.Held);
        RowCounts.Of(report).Should().StartWith("1 held, 0 broken, 0 unknown, 1 waived, 0 not applicable, 0 planned");
    }

    [TestCase("[{\"row\":\"A9.9\",\"reason\":\"x\",\"until\":\"2026-12-31\"}]", "*row of the catalogue*")]
    [TestCase("[{\"row\":\"A5.2\",\"until\":\"2026-12-31\"}]", "*a reason*")]
    [TestCase("[{\"row\":\"A5.2\",\"reason\":\"x\"}]", "*a date*")]
    [TestCase("[{\"row\":\"A5.2\",\"reason\":\"x\",\"until\":\"soon\"}]", "*cannot be read*")]
    [TestCase("[{\"row\":\"A5.2\",\"reason\":\"x\",\"untill\":\"2026-12-31\"}]", "*cannot be read*")]
    [TestCase("{", "*cannot be read*")]
    public void A_malformed_file_must_be_refused_with_the_form_it_needs(string text, string message)
    {
        var folder = Directory.CreateDirectory(Path.Combine(TestContext.CurrentContext.WorkDirectory, $"waivers-{Guid.NewGuid():n}")).FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "waivers.json"), text);

            FluentActions.Invoking(() => Waivers.Beside(Path.Combine(folder, "docker-compose.yml"), TimeProvider.System))
                .Should().Throw<WrongUse>().WithMessage(message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
