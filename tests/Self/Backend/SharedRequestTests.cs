using Archiv.Backend.Model;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Backend;

/// <summary>Many callers make one request, and one that hangs does not hang all who come later.</summary>
[TestFixture]
public sealed class SharedRequestTests
{
    private readonly HandClock clock = new();

    [Test]
    public void Whoever_comes_while_it_runs_must_join_it()
    {
        var requests = 0;
        var shared = new SharedRequest(() => { Interlocked.Increment(ref requests); return new TaskCompletionSource().Task; }, TimeSpan.FromMinutes(1), clock);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        var callers = Enumerable.Range(0, 100).Select(_ => shared.JoinAsync(patience.Token)).ToList();

        var all = async () => await Task.WhenAll(callers);
        all.Should().ThrowAsync<OperationCanceledException>().GetAwaiter().GetResult();
        requests.Should().Be(1);
    }

    [Test]
    public async Task One_that_hangs_must_be_followed_by_another()
    {
        var hang = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        var shared = new SharedRequest(() => begun.TrySetResult() ? hang.Task : Task.CompletedTask, TimeSpan.FromMinutes(1), clock);
        _ = shared.JoinAsync(CancellationToken.None);
        await begun.Task;

        clock.Seconds = 100;

        await shared.JoinAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(5));
        hang.SetResult();
    }

    private sealed class HandClock : TimeProvider
    {
        public long Seconds { get; set; } = 1;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
