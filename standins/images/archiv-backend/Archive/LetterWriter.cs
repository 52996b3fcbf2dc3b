using System.Globalization;
using Archiv.Backend.Documents;

namespace Archiv.Backend.Archive;

/// <summary>Writes the letters of a correspondence, evenly over its years: the same ones in each run.</summary>
internal sealed class LetterWriter(LettersData data, IReadOnlyDictionary<string, Person> people)
{
    private const string Front = "Im Felde";

    public IEnumerable<Document> Write()
    {
        for (var number = 0; number < data.Correspondences.Count; number++)
        {
            var letters = data.Correspondences[number];
            for (var i = 0; i < letters.Count; i++)
            {
                var days = letters.Last.DayNumber - letters.First.DayNumber;
                var day = letters.First.AddDays(letters.Count == 1 ? 0 : days * i / (letters.Count - 1));
                yield return Letter(letters, day, number, i);
            }
        }
    }

    private Document Letter(Correspondence letters, DateOnly day, int number, int i)
    {
        var writer = people[letters.From];
        var recipients = letters.To.Select(id => people[id]).ToList();
        var place = writer.HomeOn(day);
        var title = $"Brief von {writer.ShortName} an {string.Join(" und ", recipients.Select(person => person.ShortName))}";
        var body = string.Join(' ', Sentences(letters, recipients, place, day, number, i));
        return new(
            "", title, day, DocumentTypes.Letter, place, writer.Name, string.Join(" und ", recipients.Select(person => person.Name)),
            [writer.Name, .. recipients.Select(person => person.Name)], $"{letters.Hail}! {body} {letters.Close}");
    }

    private IEnumerable<string> Sentences(Correspondence letters, List<Person> recipients, string place, DateOnly day, int number, int i)
    {
        if (!letters.Formal)
        {
            var openings = place == Front ? data.OpeningsInTheField : recipients.Count > 1 ? data.OpeningsToTwo : data.Openings;
            yield return openings[(number + i) % openings.Count];
        }
        var news = letters.News.Select(text => Current(text, day.Year)).OfType<string>()
            .Where(text => !recipients.Any(person => text.Contains(person.FirstName, StringComparison.Ordinal))).ToList();
        for (var n = 0; n < Math.Min(2, news.Count); n++)
        {
            yield return news[((i * 2) + n) % news.Count];
        }
        if (!letters.Formal)
        {
            var season = data.Seasons[place == Front ? "field" : Season(day.Month)];
            yield return season[((number * 3) + i) % season.Count];
        }
    }

    // The text without its years, or null in a year in which it is not true.
    private static string? Current(string text, int year)
    {
        if (!char.IsAsciiDigit(text[0]))
        {
            return text;
        }
        var from = int.Parse(text.AsSpan(0, 4), CultureInfo.InvariantCulture);
        var to = int.Parse(text.AsSpan(5, 4), CultureInfo.InvariantCulture);
        return year >= from && year <= to ? text["1915-1918: ".Length..] : null;
    }

    private static string Season(int month) => month switch { 12 => "advent", <= 3 => "winter", <= 5 => "spring", <= 8 => "summer", _ => "autumn" };
}
