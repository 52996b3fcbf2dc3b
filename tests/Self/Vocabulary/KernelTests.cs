using System.Net;
using Archiv.Tests.Support.Kernel;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Vocabulary;

/// <summary>What the kernel writes, read as the live rows read it; the lines are those of a host with cgroup v1, the limits of v2 of its documentation.</summary>
public sealed class KernelTests
{
    private const string Printed = """
        /proc/31002/cgroup:4:memory:/docker/0fd1ddd7
        /proc/31002/status:Name:	dotnet
        /proc/31002/status:Uid:	1001	1001	1001	1001
        /proc/31002/status:Gid:	1001	1001	1001	1001
        /proc/31002/status:CapInh:	0000000000000000
        /proc/31002/status:CapBnd:	0000000000000400
        /proc/31002/status:NoNewPrivs:	1
        /proc/31002/cmdline:dotnet
        /proc/31002/environ:A=b:c
        '/proc/31002/ns/net' -> 'net:[4026532493]'
        /proc/self/ns/net -> net:[4026531833]
        /proc/31003/status:Name:	gone
        """;

    [Test]
    public void A_process_must_be_read_with_its_rights_and_namespaces()
    {
        var files = new KernelFiles(Printed);

        files.Processes.Should().Equal(31002, 31003);
        var process = ContainedProcess.Read(31002, files)!;
        process.Uids.Should().Equal(1001, 1001, 1001, 1001);
        process.Capabilities["CapBnd"].Should().Equal("NET_BIND_SERVICE");
        process.Capabilities["CapInh"].Should().BeEmpty();
        process.NoNewPrivileges.Should().BeTrue();
        process.Environment.Should().Equal("A=b:c");
        process.Namespaces["net"].Should().Be("net:[4026532493]");
        files.Namespaces(KernelFiles.Self)["net"].Should().Be("net:[4026531833]", "busybox quotes nothing");
    }

    [Test]
    public void A_process_that_ended_while_it_was_read_must_be_none() => ContainedProcess.Read(31003, new KernelFiles(Printed)).Should().BeNull();

    [TestCase("00000000a80425fb", "CHOWN DAC_OVERRIDE FOWNER FSETID KILL SETGID SETUID SETPCAP NET_BIND_SERVICE NET_RAW SYS_CHROOT MKNOD AUDIT_WRITE SETFCAP", TestName = "The engine's default set must be named")]
    [TestCase("8000000000000000", "63", TestName = "A capability that nobody knows must keep its number")]
    public void Capabilities_must_be_named(string mask, string names) => Capability.In(mask).Should().Equal(names.Split(' '));

    [TestCase("327 130 0:58 / / ro,relatime master:7 - overlay overlay rw,lowerdir=/x", "/", "overlay", true)]
    [TestCase("344 327 0:96 / /tmp rw,nosuid,nodev,noexec,relatime - tmpfs tmpfs rw", "/tmp", "tmpfs", false)]
    [TestCase("331 327 0:93 / /sys ro,nosuid shared:1 master:2 - sysfs sysfs rw", "/sys", "sysfs", true)]
    public void A_mount_must_be_read_with_the_right_of_this_mount_and_not_of_its_file_system(string line, string point, string type, bool readOnly)
    {
        var mount = Mount.Read(line)!;

        (mount.Point, mount.Type, mount.ReadOnly).Should().Be((point, type, readOnly));
    }

    [TestCase("   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000", "127.0.0.1", 8080, true)]
    [TestCase("   0: 00000000:01BB 00000000:0000 0A 00000000:00000000", "0.0.0.0", 443, false)]
    [TestCase("   0: 00000000000000000000000001000000:1538 00000000000000000000000000000000:0000 0A", "::1", 5432, true)]
    [TestCase("   0: 0000000000000000FFFF00000100007F:1538 00000000000000000000000000000000:0000 0A", "::ffff:127.0.0.1", 5432, true)]
    public void A_listening_socket_must_be_read(string line, string address, int port, bool onlyItself)
    {
        var socket = ListeningSocket.Read(line)!;

        socket.Should().Be(new ListeningSocket(IPAddress.Parse(address), port));
        socket.OnlyItself.Should().Be(onlyItself);
    }

    [Test]
    public void A_connection_must_be_no_listening_socket() => ListeningSocket.Read("   1: 0260A8C0:A21C 0460A8C0:1538 01 00000000:00000000").Should().BeNull();

    [TestCase("memory/memory.limit_in_bytes=536870912|memory/memory.memsw.limit_in_bytes=536870912|cpu/cpu.cfs_quota_us=150000|cpu/cpu.cfs_period_us=100000|pids/pids.max=200", 536870912, 536870912, 1.5, 200)]
    [TestCase("memory/memory.limit_in_bytes=9223372036854771712|memory/memory.memsw.limit_in_bytes=9223372036854771712|cpu/cpu.cfs_quota_us=-1|cpu/cpu.cfs_period_us=100000|pids/pids.max=max", null, null, null, null)]
    [TestCase("memory.max=536870912|memory.swap.max=0|cpu.max=200000 100000|pids.max=200", 536870912, 536870912, 2.0, 200)]
    [TestCase("memory.max=536870912|memory.swap.max=536870912|cpu.max=max 100000|pids.max=max", 536870912, 1073741824, null, null)]
    [TestCase("memory.max=max|memory.swap.max=max|cpu.max=max 100000|pids.max=max", null, null, null, null)]
    public void Limits_must_be_read_in_both_versions(string written, long? memory, long? withSwap, double? cpus, long? pids)
    {
        var files = written.Split('|').Select(file => file.Split('=')).ToDictionary(parts => parts[0], parts => parts[1]);

        CgroupLimits.Read(files.GetValueOrDefault).Should().Be(new CgroupLimits(memory, withSwap, cpus, pids));
    }

    [Test]
    public void A_cgroup_that_cannot_be_read_must_be_none_and_not_unlimited() => CgroupLimits.Read(_ => null).Should().BeNull();
}
