using System.ComponentModel;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>Mounts, processes and a network of one's own: as root, or as a user whom the kernel lets be root among what is its own.</summary>
internal static class Isolation
{
    private static readonly Lazy<Task<string>> Refusal = new(AskAsync);

    /// <summary>Flags of <c>unshare</c> that come before those for what is to be one's own.</summary>
    public static string[] AsRoot { get; } = Environment.IsPrivilegedProcess ? [] : ["--map-root-user"];

    /// <summary>Whether it is allowed is tried, not guessed: a container's root may lack it, a user may have it.</summary>
    public static async Task NeededAsync()
    {
        if (await Refusal.Value is { Length: > 0 } refusal)
        {
            Machine.Lacks($"this user may have no mounts and network of its own ({refusal}): run the tests as root, or let users have them as docs/ci.md says");
        }
    }

    private static async Task<string> AskAsync()
    {
        try
        {
            CommandResult tried = await OllamaProcess.RunIsolatedAsync(["--net"], "mount --bind /tmp /tmp", new Dictionary<string, string>());
            return tried.ExitCode == 0 ? "" : $"exit code {tried.ExitCode}, {tried.Errors.Trim()}";
        }
        catch (Win32Exception absent)
        {
            return absent.Message;
        }
    }
}
