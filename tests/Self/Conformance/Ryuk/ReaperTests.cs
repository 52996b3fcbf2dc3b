using System.Diagnostics;
using Archiv.Tests.Self.Packages.Engine;
using Archiv.Tests.Support;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ryuk;

/// <summary>The reaper's promise: whatever happens to a test run, what belongs to it goes, and nothing else.</summary>
[Category("Engine"), Parallelizable(ParallelScope.Children)]
public sealed class ReaperTests
{
    private const string Everything = "container network volume image";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Test]
    public async Task What_was_announced_goes_when_the_client_has_left_and_nothing_else()
    {
        await using var reaper = await RunningReaper.StartAsync();
        await using var others = await Belongings.MakeAsync();
        await using var mine = await Belongings.MakeAsync();
        var clock = new Stopwatch();
        using (var client = await FilterConnection.OpenAsync(reaper))
        {
            (await client.SayAsync(mine.Filter)).Should().Be("ACK");
            (await mine.LeftAsync()).Should().Be(Everything, "it acknowledges first and works later");
            clock.Start();
        }

        await reaper.EndsAsync(Patience);

        clock.Elapsed.Should().BeGreaterThan(RunningReaper.Reconnection);
        (await mine.LeftAsync()).Should().BeEmpty();
        (await others.LeftAsync()).Should().Be(Everything);
    }

    [Test]
    public async Task What_is_made_after_the_announcement_goes_too()
    {
        await using var reaper = await RunningReaper.StartAsync();
        await using var mine = new Belongings();
        using (var client = await FilterConnection.OpenAsync(reaper))
        {
            (await client.SayAsync(mine.Filter)).Should().Be("ACK");
            (await client.SayAsync(mine.Filter)).Should().Be("ACK", "saying it twice is no mistake");
            await mine.MakeAllAsync();
        }

        await reaper.EndsAsync(Patience);

        (await mine.LeftAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task A_client_that_is_killed_counts_as_gone()
    {
        await using var reaper = await RunningReaper.StartAsync();
        await using var mine = await Belongings.MakeAsync();
        var (client, answer) = await KilledClient.StartAsync(reaper, mine.Filter);
        using (client)
        {
            answer.Should().Be("ACK");
            client.Kill();
        }

        await reaper.EndsAsync(Patience);

        (await mine.LeftAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task It_works_when_the_last_of_two_clients_has_left()
    {
        await using var reaper = await RunningReaper.StartAsync();
        await using var first = await Belongings.MakeAsync();
        await using var second = await Belongings.MakeAsync();
        using (var staying = await FilterConnection.OpenAsync(reaper))
        {
            using (var leaving = await FilterConnection.OpenAsync(reaper))
            {
                (await leaving.SayAsync(first.Filter)).Should().Be("ACK");
                (await staying.SayAsync(second.Filter)).Should().Be("ACK");
            }

            await NothingIsRemovedAsync(first, 2 * RunningReaper.Reconnection);
        }

        await reaper.EndsAsync(Patience);

        (await first.LeftAsync()).Should().BeEmpty();
        (await second.LeftAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task A_client_that_comes_back_in_time_loses_nothing()
    {
        await using var reaper = await RunningReaper.StartAsync();
        await using var mine = await Belongings.MakeAsync();
        using (var client = await FilterConnection.OpenAsync(reaper))
        {
            (await client.SayAsync(mine.Filter)).Should().Be("ACK");
        }

        using (await FilterConnection.OpenAsync(reaper))
        {
            await NothingIsRemovedAsync(mine, 2 * RunningReaper.Reconnection);
        }

        await reaper.EndsAsync(Patience);

        (await mine.LeftAsync()).Should().BeEmpty("what it announced before still counts");
    }

    [Test]
    public async Task Malformed_lines_remove_nothing_and_hold_up_nobody()
    {
        await using var reaper = await RunningReaper.StartAsync();
        await using var others = await Belongings.MakeAsync();
        await using var mine = await Belongings.MakeAsync();
        using (var odd = await FilterConnection.OpenAsync(reaper))
        using (var client = await FilterConnection.OpenAsync(reaper))
        {
            await odd.WriteAsync($"\n%\n{others.Filter}%zz\nlabel=%zz\n\u0000\u0001\u00ff\n");
            await EndlessLineAsync(odd);
            (await client.SayAsync(mine.Filter)).Should().Be("ACK");
        }

        await reaper.EndsAsync(Patience);

        (await mine.LeftAsync()).Should().BeEmpty();
        (await others.LeftAsync()).Should().Be(Everything);
    }

    [Test]
    public async Task It_tries_again_what_is_still_in_use()
    {
        await using var reaper = await RunningReaper.StartAsync(("RYUK_REMOVE_RETRIES", "60"));
        await using var mine = await Belongings.MakeAsync();
        await using var user = Given.Shell("sleep 600").WithVolumeMount(mine.Volume, "/data").Build();
        await user.StartAsync();
        using (var client = await FilterConnection.OpenAsync(reaper))
        {
            (await client.SayAsync(mine.Filter)).Should().Be("ACK");
        }

        await Eventually.Seen("all but the volume to be gone", mine.LeftAsync, left => left == "volume", Patience);
        await user.DisposeAsync();
        await reaper.EndsAsync(Patience);

        (await mine.LeftAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task When_it_has_to_end_it_works_at_once()
    {
        await using var reaper = await RunningReaper.StartAsync(("RYUK_RECONNECTION_TIMEOUT", "10m"));
        await using var mine = await Belongings.MakeAsync();
        using (var client = await FilterConnection.OpenAsync(reaper))
        {
            (await client.SayAsync(mine.Filter)).Should().Be("ACK");
        }

        await Eventually.Seen("the client's end in the log", reaper.LogAsync, log => log.Contains("client disconnected", StringComparison.Ordinal), Patience);
        await reaper.TerminateAsync();
        await reaper.EndsAsync(Patience);

        (await mine.LeftAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task When_it_has_to_end_it_waits_for_a_client_that_is_still_there()
    {
        await using var reaper = await RunningReaper.StartAsync(("RYUK_RECONNECTION_TIMEOUT", "10m"));
        await using var mine = await Belongings.MakeAsync();
        using (var client = await FilterConnection.OpenAsync(reaper))
        {
            (await client.SayAsync(mine.Filter)).Should().Be("ACK");
            await reaper.TerminateAsync();
            await NothingIsRemovedAsync(mine, RunningReaper.Reconnection);
        }

        await reaper.EndsAsync(Patience);

        (await mine.LeftAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task When_it_has_to_end_it_waits_no_longer_than_it_may()
    {
        await using var reaper = await RunningReaper.StartAsync(("RYUK_SHUTDOWN_TIMEOUT", "2s"));
        await using var mine = await Belongings.MakeAsync();
        using var client = await FilterConnection.OpenAsync(reaper);
        (await client.SayAsync(mine.Filter)).Should().Be("ACK");
        await reaper.TerminateAsync();

        await reaper.EndsAsync(Patience);

        (await mine.LeftAsync()).Should().BeEmpty();
    }

    [Test]
    public async Task It_ends_when_nobody_comes()
    {
        await using var reaper = await RunningReaper.StartAsync(("RYUK_CONNECTION_TIMEOUT", "1s"));

        await reaper.EndsAsync(Patience);
    }

    private static async Task EndlessLineAsync(FilterConnection client)
    {
        try
        {
            await client.WriteAsync(new string('x', 1_000_000));
        }
        catch (IOException)
        {
            // It may hang up on such a client.
        }
    }

    private static async Task NothingIsRemovedAsync(Belongings whose, TimeSpan during)
    {
        var clock = Stopwatch.StartNew();
        var left = await Eventually.Seen("time to pass", whose.LeftAsync, left => left != Everything || clock.Elapsed > during, Patience);
        left.Should().Be(Everything);
    }
}
