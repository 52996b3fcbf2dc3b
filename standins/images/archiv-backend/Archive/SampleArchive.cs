using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Archiv.Backend.Documents;
using Archiv.Backend.Http;

namespace Archiv.Backend.Archive;

/// <summary>
/// The archive of the family Reimann from Breslau, invented for this backend: its people, journeys, photographs and papers stand in the
/// JSON files beside this one, its letters are composed from them. Ids (<c>brief-1908-02</c>) follow from type, year and date.
/// </summary>
internal static class SampleArchive
{
    // Registry offices issued these from the 1870s on; older ones are not in the family's box.
    private const int FirstBirthCertificate = 1889;

    public static IReadOnlyDictionary<string, Person> People() => Read("people.json", Wire.Json.PeopleData).People.ToDictionary(person => person.Id);

    /// <summary>All documents, by date.</summary>
    public static IReadOnlyList<Document> Documents()
    {
        var people = People();
        var all = new LetterWriter(Read("letters.json", Wire.Json.LettersData), people).Write()
            .Concat(Read("postcards.json", Wire.Json.PostcardsData).Postcards.Select(card => Card(card, people)))
            .Concat(Read("photographs.json", Wire.Json.PhotographsData).Photographs.Select(item => Piece(DocumentTypes.Photograph, item, people)))
            .Concat(Read("papers.json", Wire.Json.PapersData).Papers.Concat(Certificates(people)).Select(item => Piece(DocumentTypes.Paper, item, people)));
        return [.. all
            .GroupBy(document => (document.Type, document.Date.Year))
            .SelectMany(year => year.OrderBy(document => document.Date).ThenBy(document => document.Title, StringComparer.Ordinal)
                .Select((document, i) => document with { Id = $"{year.Key.Type.ToLowerInvariant()}-{year.Key.Year}-{i + 1:00}" }))
            .OrderBy(document => document.Date).ThenBy(document => document.Id, StringComparer.Ordinal)];
    }

    private static Document Card(Postcard card, IReadOnlyDictionary<string, Person> people)
    {
        var writer = people[card.From];
        var recipients = card.To.Select(id => people[id]).ToList();
        return new(
            "", $"Postkarte von {writer.ShortName} an {string.Join(" und ", recipients.Select(person => person.ShortName))}", card.Date,
            DocumentTypes.Postcard, card.Place, writer.Name, string.Join(" und ", recipients.Select(person => person.Name)),
            [writer.Name, .. recipients.Select(person => person.Name)], card.Text);
    }

    private static Document Piece(string type, Item item, IReadOnlyDictionary<string, Person> people) =>
        new("", item.Title, item.Date, type, item.Place, null, null, [.. item.People.Select(id => people[id].Name)], item.Text);

    private static IEnumerable<Item> Certificates(IReadOnlyDictionary<string, Person> people)
    {
        foreach (var person in people.Values)
        {
            if (person.Born.Year >= FirstBirthCertificate)
            {
                yield return new(person.Born.AddDays(3), person.BornIn, [person.Id], $"Geburtsurkunde von {person.NameAtBirth}",
                    $"Das Standesamt {person.BornIn} beurkundet die Geburt am {person.Born:dd.MM.yyyy}.");
            }
            if (person.Died is { } died && person.HomeOn(died) is var home && home != "Im Felde")
            {
                yield return new(died.AddDays(2), home, [person.Id], $"Sterbeurkunde von {person.ShortName}",
                    $"Das Standesamt {home} beurkundet den Tod am {died:dd.MM.yyyy}.");
            }
        }
        foreach (var wedding in Read("people.json", Wire.Json.PeopleData).Weddings)
        {
            yield return new(wedding.Date, wedding.Place, wedding.Couple, $"Heiratsurkunde von {string.Join(" und ", wedding.Couple.Select(id => people[id].FirstName))}",
                $"Das Standesamt {wedding.Place} beurkundet die Eheschließung.");
        }
    }

    private static T Read<T>(string name, JsonTypeInfo<T> type)
    {
        using var stream = Resource.Open(name);
        return JsonSerializer.Deserialize(stream, type) ?? throw new InvalidOperationException($"{name} is empty");
    }
}
