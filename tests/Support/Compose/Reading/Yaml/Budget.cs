namespace Archiv.Tests.Support.Compose.Reading;

/// <summary>Counts what one reading spends, so that no input makes it run or grow without end.</summary>
internal sealed class Budget
{
    private long values;
    private long characters;
    private long bytes;
    private int files;

    /// <summary>Some values were read, merged or made.</summary>
    public void Values(long count, SourcePlace place)
    {
        values += count;
        if (values > ReadingBounds.Values)
        {
            throw new ComposeSyntaxException(place, $"the files hold more than {ReadingBounds.Values} values here, aliases and merges counted; "
                + "split the file, or repeat less by anchors");
        }
    }

    /// <summary>Interpolation made some text.</summary>
    public void Characters(long count, SourcePlace place)
    {
        characters += count;
        if (characters > ReadingBounds.InterpolatedCharacters)
        {
            throw new ComposeSyntaxException(place, $"variables make more than {ReadingBounds.InterpolatedCharacters} characters of text; "
                + "shorten the values");
        }
    }

    /// <summary>A file of that size was read.</summary>
    public void Bytes(long count, SourcePlace place)
    {
        bytes += count;
        if (bytes > ReadingBounds.AllBytes)
        {
            throw new ComposeSyntaxException(place, $"the files are larger than {ReadingBounds.AllBytes} bytes together; include less, or shorten them");
        }
    }

    /// <summary>One more file is read.</summary>
    public void File(SourcePlace place)
    {
        if (++files > ReadingBounds.Files)
        {
            throw new ComposeSyntaxException(place, $"more than {ReadingBounds.Files} files belong to this model; include each only once");
        }
    }
}
