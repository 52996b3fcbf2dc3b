namespace Standins.Toxiproxy.Toxics;

/// <summary>A toxic of a proxy, as the API shows it. Stages read its attributes while they run.</summary>
internal sealed class Toxic(string name, ToxicType type, string stream, bool isUpstream, float toxicity, long[] attributes)
{
    private volatile long[] _attributes = attributes;
    private volatile float _toxicity = toxicity;

    public string Name { get; } = name;

    public ToxicType Type { get; } = type;

    /// <summary>The stream in the letters of whoever made the toxic.</summary>
    public string Stream { get; } = stream;

    public bool IsUpstream { get; } = isUpstream;

    /// <summary>Share of connections affected; 0 and less is none, 1 and more is all.</summary>
    public float Toxicity
    {
        get => _toxicity;
        set => _toxicity = value;
    }

    /// <summary>Values in the order of the type's attributes. Replaced as a whole, never changed.</summary>
    public long[] Attributes
    {
        get => _attributes;
        set => _attributes = value;
    }

    public long Attribute(int index) => _attributes[index];

    /// <summary>Whether a connection that starts now is affected.</summary>
    public bool Roll() => Random.Shared.NextSingle() < Toxicity;
}
