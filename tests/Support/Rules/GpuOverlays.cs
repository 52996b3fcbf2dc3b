using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Rules.Checklist;

namespace Archiv.Tests.Support.Rules;

/// <summary>The overlay among several files that reserves a GPU (H17).</summary>
public static class GpuOverlays
{
    /// <summary>The model below the first such overlay and the model with it; null where none of the later files is one, or those before it say nothing by themselves.</summary>
    /// <param name="files">The files in their order.</param>
    /// <param name="reading">All of them, read.</param>
    /// <param name="read">Reads some of them in the same way.</param>
    public static (CheckedModel Without, ComposeModel With)? In(IReadOnlyList<string> files, ComposeReading reading, Func<IReadOnlyList<string>, ComposeReading> read)
    {
        var places = reading.Model.Services.Values.SelectMany(Gpu.Reservations).Select(path => reading.PlaceOf(path).File).ToHashSet(StringComparer.Ordinal);
        var overlay = files.Skip(1).FirstOrDefault(places.Contains);
        if (overlay is null)
        {
            return null;
        }

        IReadOnlyList<string> before = [.. files.TakeWhile(file => file != overlay)];
        try
        {
            var without = read(before);
            return (new CheckedModel(without.Model, before, without.Variables), read([.. before, overlay]).Model);
        }
        catch (ComposeSyntaxException)
        {
            return null;
        }
    }
}
