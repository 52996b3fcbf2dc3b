namespace Archiv.Tests.Load;

/// <summary>The memory limit that a container was started with. What the engine samples beside the use is the host's whole memory where there is none.</summary>
internal static class MemoryLimit
{
    /// <summary>Bytes; the row is broken where there is no limit.</summary>
    public static async Task<long> Of(Stack stack, string service)
    {
        var container = await stack.Service(service);
        var limit = (await stack.Engine.Inspect(container.Id)).HostConfig.Memory;
        Judgement.Note.Container = container.Name;
        Judgement.Note.Expected = $"a memory limit for '{service}'";
        Judgement.Note.Seen = limit > 0 ? $"{limit} bytes" : "none";
        limit.Should().BePositive($"'{service}' must have a limit for its peak to be compared with");
        return limit;
    }
}
