using Archiv.Tests.Support;
using Archiv.Tests.Support.Guarantees;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Vocabulary;

[TestFixture]
public sealed class EventuallyTests
{
    [Test]
    public async Task A_condition_that_comes_true_must_end_the_wait_with_what_was_seen()
    {
        var looks = 0;

        var seen = await Eventually.Seen("three looks", () => Task.FromResult(++looks), look => look == 3, TimeSpan.FromSeconds(10));

        seen.Should().Be(3);
    }

    [Test]
    public void A_deadline_must_say_what_was_last_seen()
    {
        using var isolated = new NUnit.Framework.Internal.TestExecutionContext.IsolatedContext();

        var wait = () => Eventually.Seen("the impossible", () => Task.FromResult("nichts"), _ => false, TimeSpan.FromMilliseconds(10));

        wait.Should().ThrowAsync<AssertionException>().WithMessage("*the impossible; last seen: nichts*").GetAwaiter().GetResult();
    }

    [Test]
    public void An_observation_that_throws_must_be_tried_again_and_shown()
    {
        using var isolated = new NUnit.Framework.Internal.TestExecutionContext.IsolatedContext();

        var wait = () => Eventually.Seen<string>(
            "an answer", () => throw new FormatException("kein JSON"), _ => true, TimeSpan.FromMilliseconds(10));

        wait.Should().ThrowAsync<AssertionException>().WithMessage("*FormatException: kein JSON*").GetAwaiter().GetResult();
    }

    [Test]
    public void A_tool_that_fails_to_the_end_must_be_named_and_not_held_against_the_stack()
    {
        using var isolated = new NUnit.Framework.Internal.TestExecutionContext.IsolatedContext();

        var wait = () => Eventually.Seen(
            "an answer",
            () => ToolException.In<string>("the test double no longer answers", () => throw new HttpRequestException("Connection refused")),
            _ => true,
            TimeSpan.FromMilliseconds(10));

        wait.Should().ThrowAsync<ToolException>().WithMessage("the test double no longer answers: HttpRequestException: Connection refused").GetAwaiter().GetResult();
    }

    [TestCase(System.Net.HttpStatusCode.ServiceUnavailable, true)]
    [TestCase(System.Net.HttpStatusCode.Conflict, false)]
    public void An_engine_that_fails_must_leave_the_row_unknown_and_one_that_refuses_must_break_it(System.Net.HttpStatusCode status, bool unknown)
    {
        using var isolated = new NUnit.Framework.Internal.TestExecutionContext.IsolatedContext();

        var wait = () => Eventually.Seen<string>(
            "a healthy container", () => throw new Docker.DotNet.DockerApiException(status, "{}"), _ => true, TimeSpan.FromMilliseconds(10));

        var thrown = wait.Should().ThrowAsync<Exception>().GetAwaiter().GetResult().Which;
        thrown.Should().BeOfType(unknown ? typeof(ToolException) : typeof(AssertionException));
    }

    [Test]
    public async Task Idle_time_must_pass_and_count_as_a_wait()
    {
        using var isolated = new NUnit.Framework.Internal.TestExecutionContext.IsolatedContext();
        var clock = System.Diagnostics.Stopwatch.StartNew();

        await Eventually.Idle(TimeSpan.FromMilliseconds(60));

        clock.Elapsed.Should().BeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(50));
        Judgement.Note.Waited.Should().Be(0.06);
    }
}
