using Archiv.Backend.Archive;
using Archiv.Backend.Documents;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Backend;

/// <summary>The invented family lives and dies in the right order.</summary>
[TestFixture]
public sealed class SampleArchiveTests
{
    private static readonly IReadOnlyList<Document> All = SampleArchive.Documents();
    private static readonly Dictionary<string, Person> People = SampleArchive.People().Values.ToDictionary(person => person.Name);

    [Test]
    public void It_must_hold_a_few_hundred_pieces_of_every_type()
    {
        All.Count.Should().BeInRange(300, 600);
        All.Select(document => document.Type).Distinct().Should().BeEquivalentTo(DocumentTypes.All);
        All.Select(document => document.Id).Should().OnlyHaveUniqueItems();
        All.Should().OnlyContain(document => document.Date.Year >= 1885 && document.Date.Year <= 1975);
    }

    [Test]
    public void It_must_be_the_same_each_time() => SampleArchive.Documents().Should().BeEquivalentTo(All, options => options.WithStrictOrdering());

    [Test]
    public void Who_writes_receives_or_is_pictured_must_be_alive()
    {
        var pieces = All.Where(document => document.Type != DocumentTypes.Paper);

        pieces.SelectMany(piece => piece.People.Where(name => !People[name].Lives(piece.Date)).Select(name => $"{piece.Id}: {name}")).Should().BeEmpty();
    }

    [Test]
    public void Letters_must_come_from_where_the_writer_lives()
    {
        var letters = All.Where(document => document.Type == DocumentTypes.Letter);

        letters.Where(letter => People[letter.Writer!].HomeOn(letter.Date) != letter.Place).Should().BeEmpty();
    }

    [Test]
    public void Letters_must_not_speak_of_those_who_are_not_born_yet()
    {
        var tooEarly =
            from letter in All.Where(document => document.Type == DocumentTypes.Letter)
            from person in People.Values
            where letter.Text.Split(' ', ',', '.', '!').Contains(person.FirstName) && letter.Date < person.Born
            select $"{letter.Id} speaks of {person.FirstName}";

        tooEarly.Should().BeEmpty();
    }
}
