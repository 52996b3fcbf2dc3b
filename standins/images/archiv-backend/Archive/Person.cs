using System.Globalization;

namespace Archiv.Backend.Archive;

/// <summary>A member or friend of the family.</summary>
/// <param name="Id">The first name in lower case; unique in this family.</param>
/// <param name="Name">As the catalogue spells it at all times, with the name at birth.</param>
/// <param name="Born">Day of birth.</param>
/// <param name="BornIn">Place of birth.</param>
/// <param name="Died">Null when alive at the end of the archive.</param>
/// <param name="Homes">The first place, then each move as <c>1888-05-12 Breslau</c>.</param>
internal sealed record Person(string Id, string Name, DateOnly Born, string BornIn, DateOnly? Died, IReadOnlyList<string> Homes)
{
    public string FirstName => Name.Split(' ')[0];

    /// <summary>Without the name at birth.</summary>
    public string ShortName => Name.Split(" geb. ")[0];

    public string NameAtBirth => Name.Split(" geb. ") is [_, var maiden] ? $"{FirstName} {maiden}" : Name;

    public bool Lives(DateOnly day) => day >= Born && (Died is null || day <= Died);

    public string HomeOn(DateOnly day) => Homes
        .Select((home, i) => i == 0 ? (Since: DateOnly.MinValue, Place: home) : (Since: DateOnly.ParseExact(home[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture), Place: home[11..]))
        .Last(home => home.Since <= day).Place;
}
