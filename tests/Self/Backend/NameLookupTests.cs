using System.Diagnostics;
using System.Net;
using Archiv.Backend.Model;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Backend;

/// <summary>A name that takes long to fail holds neither its callers nor the thread pool.</summary>
[TestFixture]
public sealed class NameLookupTests
{
    [Test]
    public async Task Many_callers_of_a_stuck_name_must_be_free_at_their_own_time()
    {
        using var release = new ManualResetEventSlim();
        var lookups = 0;
        var names = new NameLookup(_ =>
        {
            Interlocked.Increment(ref lookups);
            release.Wait();
            return [IPAddress.Loopback];
        });
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var clock = Stopwatch.StartNew();

        var callers = Enumerable.Range(0, 200).Select(_ => names.FindAsync("ollama", patience.Token)).ToList();

        var all = async () => await Task.WhenAll(callers);
        await all.Should().ThrowAsync<OperationCanceledException>();
        clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(2));
        lookups.Should().Be(1);
        release.Set();
    }

    [Test]
    public async Task Each_connection_must_ask_again()
    {
        var addresses = new Queue<string>(["10.0.0.1", "10.0.0.2"]);
        var names = new NameLookup(_ => [IPAddress.Parse(addresses.Dequeue())]);

        var first = await names.FindAsync("ollama", CancellationToken.None);
        var second = await names.FindAsync("ollama", CancellationToken.None);

        first.Should().NotEqual(second);
    }
}
