namespace NBomber.Run;

/// <summary>What a virtual user keeps; made when it is first asked for.</summary>
internal sealed class InstanceData
{
    public Dictionary<string, object> Values => field ??= [];
}
