namespace Archiv.Tests.Support.Engine;

/// <summary>Which process of a container is the service itself: the first one, or what an init process or a script in its place has started.</summary>
public static class MainProcess
{
    /// <summary>Shell commands that put its pid into the variable <c>main</c>; they start no process but <c>cat</c>.</summary>
    /// <param name="first">Pid of the container's first process, as seen from where the commands run.</param>
    // The kernel ends that file without a line end, which `read` calls a failure: what it has read decides.
    public static string Find(long first = 1) =>
        $"main={first}; while case $(cat /proc/$main/comm) in docker-init|tini|catatonit|dumb-init|sh|bash|dash) read -r child _ </proc/$main/task/$main/children; [ -n \"$child\" ];; *) false;; esac; do main=$child; done";
}
