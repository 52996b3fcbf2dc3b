using Archiv.Tests.Support.Evidence;
using Archiv.Tests.Tools.Judging;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Tools;

public sealed class EventTailTests
{
    private string directory = "";

    [SetUp]
    public void MakeRun() => directory = Run.Open(Directory.CreateTempSubdirectory("run").FullName).Directory;

    [TearDown]
    public void RemoveRun() => Directory.Delete(directory, recursive: true);

    [Test]
    public void Each_event_must_be_read_once_and_in_the_order_of_time()
    {
        var tail = new EventTail(directory);
        Append("2.ndjson", Line(2, "second") + "\n");
        Append("1.ndjson", Line(1, "first") + "\n");

        tail.Read().Select(entry => entry.Text).Should().Equal("first", "second");
        tail.Read().Should().BeEmpty();
    }

    [Test]
    public void A_line_that_is_still_being_written_must_wait_for_its_end()
    {
        var tail = new EventTail(directory);
        var line = Line(1, "„Bücher“ aus Breslau");
        Append("1.ndjson", line[..40]);

        tail.Read().Should().BeEmpty();
        Append("1.ndjson", line[40..] + "\n");

        tail.Read().Single().Text.Should().Be("„Bücher“ aus Breslau");
    }

    [Test]
    public void Half_a_line_of_a_process_that_was_killed_must_not_hide_the_others()
    {
        var tail = new EventTail(directory);
        Append("1.ndjson", Line(1, "whole")[..20] + "\n" + Line(2, "next") + "\n");

        tail.Read().Single().Text.Should().Be("next");
    }

    [Test]
    public void A_run_without_events_must_be_empty()
    {
        new EventTail(Path.Combine(directory, "nowhere")).Read().Should().BeEmpty();
    }

    private static string Line(int second, string text) => System.Text.Json.JsonSerializer.Serialize(
        new RunEvent(Sample.At.AddSeconds(second), "note", "A5.1", text), Run.Json);

    private void Append(string file, string text) => File.AppendAllText(Path.Combine(directory, "events", file), text);
}
