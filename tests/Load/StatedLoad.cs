namespace Archiv.Tests.Load;

/// <summary>Whether what the profile states is a load for this stack at all.</summary>
internal static class StatedLoad
{
    // The catalogue's, and how far below it a statement still says something: the half.
    private const double Meant = 0.6;
    private const double Least = Meant / 2;

    /// <summary>A load as a share of the searches that can be computed one after the other.</summary>
    /// <param name="perMinute">Searches a minute.</param>
    /// <param name="alone">Seconds that one takes alone.</param>
    public static double OfSerial(double perMinute, double alone) => perMinute * alone / 60;

    /// <summary>A load that the stack hardly notices leaves the row unknown: that it is kept says nothing.</summary>
    /// <param name="perMinute">Searches a minute.</param>
    /// <param name="alone">Seconds that one takes alone.</param>
    public static void MustBeALoad(double perMinute, double alone)
    {
        if (OfSerial(perMinute, alone) < Least)
        {
            Unjudged.Because($"{perMinute} searches a minute are {OfSerial(perMinute, alone):P0} of the {60 / alone:0} that can be computed one after the other, {Meant:P0} are meant and {Least:P0} the least: state the load anew (LOAD_PER_MINUTE)");
        }
    }
}
