using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ryuk;

/// <summary>Where the reaper is more careful than the original, as the original's source says it (reaper.go).</summary>
[Category("Engine"), Category("KnownDifference"), Parallelizable(ParallelScope.Children)]
public sealed class KnownDifferenceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Test, Description("the original acknowledges it and forgets it")]
    public Task A_line_that_is_not_url_encoded_is_not_acknowledged() => NotAcknowledgedAsync("%");

    [Test, Description("the original acknowledges it, and then can list nothing by it")]
    public Task An_unknown_condition_is_not_acknowledged() => NotAcknowledgedAsync("colour=red");

    [Test, Description("the original takes it as it is: cut in the middle, it could match what belongs to others")]
    public async Task A_last_line_without_its_end_is_dropped()
    {
        RunningReaper.NeedsStandIn();
        await using var reaper = await RunningReaper.StartAsync();
        await using var others = await Belongings.MakeAsync();
        using (var client = await FilterConnection.OpenAsync(reaper))
        {
            await client.WriteAsync(others.Filter);
        }

        await reaper.EndsAsync(Patience);

        (await others.LeftAsync()).Should().Be("container network volume image");
    }

    // The one acknowledgement is that of the line behind it.
    private static async Task NotAcknowledgedAsync(string line)
    {
        RunningReaper.NeedsStandIn();
        await using var reaper = await RunningReaper.StartAsync();
        using (var client = await FilterConnection.OpenAsync(reaper))
        {
            (await client.SayAsync($"{line}\nlabel=archiv.conformance.ryuk%3Dnobody")).Should().Be("ACK");
            client.HasAnswer.Should().BeFalse();
        }

        await reaper.EndsAsync(Patience);
    }
}
