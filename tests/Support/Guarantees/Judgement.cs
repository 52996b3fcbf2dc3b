using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Archiv.Tests.Support.Clients;
using Archiv.Tests.Support.Evidence;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Archiv.Tests.Support.Guarantees;

/// <summary>What the running test notes about its row besides its result: expected, seen, container, waits, proof.</summary>
public sealed partial class Judgement
{
    private const string Key = "Judgement";

    private TestStatus status;
    private string message = "";
    private string? evidence;
    private DateTimeOffset? failedAt;

    private Judgement()
    {
    }

    /// <summary>The notes of the test that runs now.</summary>
    public static Judgement Note
    {
        get
        {
            var properties = TestExecutionContext.CurrentContext.CurrentTest?.Properties;
            if (properties?.Get(Key) is not Judgement note)
            {
                note = new Judgement();
                properties?.Set(Key, note);
            }

            return note;
        }
    }

    /// <summary>What had to be seen.</summary>
    public string? Expected { get; set; }

    /// <summary>What was seen.</summary>
    public string? Seen { get; set; }

    /// <summary>The container that was looked at; more than one with commas between.</summary>
    public string? Container { get; set; }

    /// <summary>The short proof that a held row shows.</summary>
    public string? Proof { get; set; }

    /// <summary>Seconds that no implementation could avoid.</summary>
    public double Waited { get; set; }

    /// <summary>Seconds for which the test waited for a place for its stack; no part of its duration.</summary>
    public double Queued { get; set; }

    /// <summary>When the test began (UTC).</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>Collects evidence into a folder, logs from that moment on, when the row does not hold.</summary>
    public Func<string, DateTimeOffset, Task>? Collect { get; set; }

    /// <summary>The HTTP exchanges of the test.</summary>
    public ConcurrentQueue<Answer> Exchanges { get; } = [];

    /// <summary>True when this host lacks what the row needs.</summary>
    public bool NotApplicable { get; set; }

    /// <summary>Notes what is looked at now, so that nothing of what was looked at before stands beside it.</summary>
    /// <param name="container">The container; null where it is still the one before.</param>
    /// <param name="expected">What has to be seen.</param>
    /// <param name="seen">What is seen.</param>
    public void Look(string? container, string expected, string seen) => (Container, Expected, Seen) = (container ?? Container, expected, seen);

    /// <summary>Reads the result of the test that has just ended.</summary>
    internal static Judgement Of(TestContext context)
    {
        var note = Note;
        note.status = context.Result.Outcome.Status;
        note.message = context.Result.Message?.Trim() ?? "";
        return note;
    }

    /// <summary>Collects now, once: when a fault is healed, the stack no longer shows what it did under it.</summary>
    public async Task CollectNow()
    {
        if (evidence is not null)
        {
            return;
        }

        failedAt = TimeProvider.System.GetUtcNow();
        var folder = Run.Current.EvidenceFor(Folder(TestExecutionContext.CurrentContext.CurrentTest));
        evidence = Path.GetRelativePath(Run.Current.Directory, folder);
        await Run.Current.Write(Path.Combine(folder, "http.txt"), string.Join("\n\n", Exchanges.Select(exchange => exchange.InFull())));
        try
        {
            await (Collect?.Invoke(folder, StartedAt) ?? Task.CompletedTask);
        }
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            // Collecting must not hide the first cause.
            await Run.Current.Write(Path.Combine(folder, "collecting-failed.txt"), failed.ToString());
        }
    }

    /// <summary>The verdict to keep, with evidence where it does not hold.</summary>
    internal Verdict Verdict(string row, Kind kind, string test, double seconds)
    {
        var against = Outcome is Outcome.Broken or Outcome.Unknown;
        if (against)
        {
            CollectNow().GetAwaiter().GetResult();
        }

        return new(
            row,
            kind,
            test,
            Outcome,
            Reason,
            Expected,
            Seen,
            Container,
            StartedAt,
            failedAt ?? TimeProvider.System.GetUtcNow(),
            seconds - Queued,
            Waited,
            against ? evidence : null,
            against && evidence is not null && ContainerLog.In(Path.Combine(Run.Current.Directory, evidence), Container) is { } log ? Path.Combine(evidence, log) : null);
    }

    // One folder per test below its first row: A5.4/when-the-body-is-garbage-search-must-answer-a-clean-503.
    private static string Folder(Test test) => Path.Combine(
        GuaranteeAttribute.Of(test, GuaranteeAttribute.Property).First(), Separators().Replace(test.Name, "-").Trim('-').ToLowerInvariant());

    private Outcome Outcome => status switch
    {
        TestStatus.Passed => Outcome.Held,
        TestStatus.Failed => Trouble.Says(message) ? Outcome.Unknown : Outcome.Broken,
        _ => NotApplicable ? Outcome.NotApplicable : Outcome.Unknown,
    };

    private string Reason => message.Length > 0 ? message : Proof ?? "as promised";

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex Separators();
}
