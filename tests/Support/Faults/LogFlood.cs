using System.Globalization;
using System.Text.RegularExpressions;
using Archiv.Tests.Support.Engine;
using Archiv.Tests.Support.Guarantees;
using Archiv.Tests.Support.Stacks;

namespace Archiv.Tests.Support.Faults;

/// <summary>A service writes twice as much to its log as may be kept of it.</summary>
/// <param name="service">The service.</param>
/// <param name="files">Files that may be kept at most.</param>
/// <param name="size">Bytes of each at most.</param>
public sealed partial class LogFlood(string service, int files, long size) : IFault
{
    // The engine looks before it writes: each file may hold one write more. What it takes at a time is at most 16 KiB, and JSON around it.
    private const long OneWrite = 20 << 10;
    private Execution? ran;

    /// <inheritdoc />
    public string Name => $"'{service}' floods its log";

    /// <summary>What may lie on disk, in bytes; less where the engine's settings are stricter.</summary>
    public long Allowed { get; private set; } = files * (size + OneWrite);

    /// <summary>The engine's settings, for a report.</summary>
    public string Settings { get; private set; } = "";

    /// <summary>Bytes that were written to the log.</summary>
    public long Written => 2 * Allowed;

    /// <summary>Bytes that all log files of the container take on the engine's disk.</summary>
    public long OnDisk { get; private set; }

    /// <summary>True when everything has been written.</summary>
    public bool Over => ran is not null;

    /// <inheritdoc />
    public async Task Break(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ran = null;
        var container = await stack.Engine.Inspect((await stack.Service(service)).Id);
        var log = container.HostConfig.LogConfig!;
        if (string.IsNullOrEmpty(container.LogPath))
        {
            Unjudged.NotApplicable($"the log driver '{log.Type}' of '{service}' keeps no file that could be measured");
        }

        var options = log.Config ?? new Dictionary<string, string>();
        Settings = string.Join(", ", options.Select(option => $"{option.Key}={option.Value}").Prepend(log.Type));
        Allowed = Math.Min(Allowed, Bytes(options) is { } rotated ? Files(options) * (rotated + OneWrite) : long.MaxValue);
        // To what the first process of the container writes to, as if it had written it itself.
        ran = await stack.Engine.Exec(container.ID, "sh", "-c", $"yes \"$(printf %01000d 7)\" | head -c {Written} >/proc/1/fd/1");
    }

    /// <inheritdoc />
    public async Task<string?> Escapes(Stack stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var path = (await stack.Engine.Inspect((await stack.Service(service)).Id)).LogPath;
        var measured = await stack.Beside.Folder(path[..path.LastIndexOf('/')], "cat /folder/*-json.log* | wc -c");
        OnDisk = long.Parse(measured.Output, CultureInfo.InvariantCulture);
        return ran is not { ExitCode: 0 } ? $"it was not written: {ran}"
            : OnDisk < Written / 8 ? $"only {OnDisk} bytes of {Written} came to the engine's log" : null;
    }

    /// <inheritdoc />
    /// <remarks>What was written goes with the next rotation.</remarks>
    public Task Heal(Stack stack) => Task.CompletedTask;

    private static long? Bytes(IDictionary<string, string> options)
    {
        var size = Size().Match(options.TryGetValue("max-size", out var text) ? text : "");
        return size.Success
            ? long.Parse(size.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) * size.Groups["unit"].Value.ToLowerInvariant() switch { "k" => 1_000, "m" => 1_000_000, "g" => 1_000_000_000, _ => 1 }
            : null;
    }

    private static long Files(IDictionary<string, string> options) =>
        options.TryGetValue("max-file", out var number) ? long.Parse(number, CultureInfo.InvariantCulture) : 1;

    // As the engine reads them: 10m is ten million.
    [GeneratedRegex("^(?<number>[1-9][0-9]*)(?<unit>[kmgKMG]?)[bB]?$")]
    private static partial Regex Size();
}
