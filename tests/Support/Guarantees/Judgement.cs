using System.Collections.Concurrent;
using Archiv.Tests.Support.Clients;
using Archiv.Tests.Support.Evidence;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Archiv.Tests.Support.Guarantees;

/// <summary>What the running test notes about its row besides its result: expected, seen, container, waits, proof.</summary>
public sealed class Judgement
{
    private const string Key = "Judgement";

    private static readonly string[] Troubles =
        ["Docker.DotNet.", "DotNet.Testcontainers.", "System.TimeoutException", "System.OperationCanceledException", "System.Threading.Tasks.TaskCanceledException"];

    private TestStatus status;
    private string message = "";

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

    /// <summary>The container that was looked at.</summary>
    public string? Container { get; set; }

    /// <summary>The short proof that a held row shows.</summary>
    public string? Proof { get; set; }

    /// <summary>Seconds that no implementation could avoid.</summary>
    public double Waited { get; set; }

    /// <summary>Seconds for which the test waited for a place for its stack; no part of its duration.</summary>
    public double Queued { get; set; }

    /// <summary>Collects evidence into a folder when the row does not hold.</summary>
    public Func<string, Task>? Collect { get; set; }

    /// <summary>The HTTP exchanges of the test.</summary>
    public ConcurrentQueue<Answer> Exchanges { get; } = [];

    /// <summary>True when this host lacks what the row needs.</summary>
    public bool NotApplicable { get; set; }

    /// <summary>Reads the result of the test that has just ended.</summary>
    internal static Judgement Of(TestContext context)
    {
        var note = Note;
        note.status = context.Result.Outcome.Status;
        note.message = context.Result.Message?.Trim() ?? "";
        return note;
    }

    /// <summary>The verdict to keep, with evidence where it does not hold.</summary>
    internal Verdict Verdict(string row, Kind kind, string test, DateTimeOffset startedAt, double seconds) => new(
        row, kind, test, Outcome, Reason, Expected, Seen, Container, startedAt, seconds - Queued, Waited, Outcome == Outcome.Broken ? Evidence(row) : null);

    // Collecting must not hide the first cause: what cannot be collected is said in the folder.
    private string Evidence(string row)
    {
        var folder = Run.Current.EvidenceFor(row);
        File.WriteAllLines(Path.Combine(folder, "http.txt"), Exchanges.Select(exchange => exchange.ToString()));
        try
        {
            Collect?.Invoke(folder).GetAwaiter().GetResult();
        }
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            File.WriteAllText(Path.Combine(folder, "collecting-failed.txt"), failed.ToString());
        }

        return Path.GetRelativePath(Run.Current.Directory, folder);
    }

    private Outcome Outcome => status switch
    {
        TestStatus.Passed => Outcome.Held,
        TestStatus.Failed => IsTrouble ? Outcome.Unknown : Outcome.Broken,
        _ => NotApplicable ? Outcome.NotApplicable : Outcome.Unknown,
    };

    // An engine that does not answer says nothing about the stack; an assertion does, and so does an answer that cannot be read.
    private bool IsTrouble => Troubles.Any(trouble => message.StartsWith(trouble, StringComparison.Ordinal));

    private string Reason => message.Length > 0 ? message : Proof ?? "as promised";
}
