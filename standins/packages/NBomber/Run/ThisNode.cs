using System.Runtime.InteropServices;
using NBomber.Contracts.Stats;

namespace NBomber.Run;

/// <summary>This machine.</summary>
internal static class ThisNode
{
    public static NodeInfo Info() => new()
    {
        MachineName = Environment.MachineName,
        NodeType = NodeType.SingleNode,
        CurrentOperation = OperationType.Init,
        OS = RuntimeInformation.OSDescription,
        DotNetVersion = RuntimeInformation.FrameworkDescription,
        Processor = RuntimeInformation.ProcessArchitecture.ToString(),
        CoresCount = Environment.ProcessorCount,
        NBomberVersion = typeof(ThisNode).Assembly.GetName().Version?.ToString(3) ?? "",
    };
}
