namespace Archiv.Tests.Support.Compose;

/// <summary>A compose file that cannot be read; says where, what is wrong and what to do.</summary>
public sealed class ComposeSyntaxException : Exception
{
    /// <summary>Names the place and the remedy.</summary>
    public ComposeSyntaxException(SourcePlace place, string sentence, Exception? cause = null)
        : base($"{place}: {Short(sentence)}", cause)
    {
        Place = place;
        Sentence = Short(sentence);
    }

    /// <summary>Where it is written.</summary>
    public SourcePlace Place { get; }

    /// <summary>What is wrong and the remedy, without the place.</summary>
    public string Sentence { get; }

    /// <summary>Absolute path of the file.</summary>
    public string File => Place.File;

    /// <summary>Line, from 1.</summary>
    public int Line => Place.Line;

    /// <summary>Column, from 1.</summary>
    public int Column => Place.Column;

    // A value of the file may be quoted in it, and be as long as the file.
    private static string Short(string sentence) => sentence.Length <= 600 ? sentence : $"{sentence[..300]}…{sentence[^200..]}";
}
