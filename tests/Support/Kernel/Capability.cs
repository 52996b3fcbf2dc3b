using System.Globalization;

namespace Archiv.Tests.Support.Kernel;

/// <summary>Linux capabilities by number, as <c>/proc/PID/status</c> writes them (capabilities(7), linux/capability.h).</summary>
public static class Capability
{
    private static readonly string[] Names =
    [
        "CHOWN", "DAC_OVERRIDE", "DAC_READ_SEARCH", "FOWNER", "FSETID", "KILL", "SETGID", "SETUID", "SETPCAP", "LINUX_IMMUTABLE",
        "NET_BIND_SERVICE", "NET_BROADCAST", "NET_ADMIN", "NET_RAW", "IPC_LOCK", "IPC_OWNER", "SYS_MODULE", "SYS_RAWIO", "SYS_CHROOT", "SYS_PTRACE",
        "SYS_PACCT", "SYS_ADMIN", "SYS_BOOT", "SYS_NICE", "SYS_RESOURCE", "SYS_TIME", "SYS_TTY_CONFIG", "MKNOD", "LEASE", "AUDIT_WRITE",
        "AUDIT_CONTROL", "SETFCAP", "MAC_OVERRIDE", "MAC_ADMIN", "SYSLOG", "WAKE_ALARM", "BLOCK_SUSPEND", "AUDIT_READ", "PERFMON", "BPF", "CHECKPOINT_RESTORE",
    ];

    /// <summary>The names in a mask of sixteen hexadecimal digits; one that is newer than this list by its number.</summary>
    public static IReadOnlyList<string> In(string mask)
    {
        var bits = ulong.Parse(mask, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return [.. Enumerable.Range(0, 64).Where(bit => (bits >> bit & 1) == 1).Select(bit => bit < Names.Length ? Names[bit] : $"{bit}")];
    }

    /// <summary>A name as Compose files write it, without <c>CAP_</c> and in capitals.</summary>
    public static string Plain(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var plain = name.ToUpperInvariant();
        return plain.StartsWith("CAP_", StringComparison.Ordinal) ? plain[4..] : plain;
    }
}
