namespace ScriptedUpstream;

/// <summary>The script that is in force.</summary>
internal sealed class ScriptHolder
{
    private volatile Script now = Script.PassOn;

    /// <summary>The script; replaced as a whole.</summary>
    public Script Now
    {
        get => now;
        set => now = value;
    }
}
