namespace Archiv.Backend.Archive;

/// <summary>The shape of people.json: the family, its homes and its weddings.</summary>
internal sealed record PeopleData(IReadOnlyList<Person> People, IReadOnlyList<Wedding> Weddings);

/// <summary>A wedding; the couple as ids.</summary>
internal sealed record Wedding(DateOnly Date, string Place, IReadOnlyList<string> Couple);

/// <summary>The shape of letters.json: who wrote to whom in which years, and what they had to tell.</summary>
internal sealed record LettersData(
    IReadOnlyList<string> Openings, IReadOnlyList<string> OpeningsToTwo, IReadOnlyList<string> OpeningsInTheField,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Seasons, IReadOnlyList<Correspondence> Correspondences);

/// <summary>Letters of one person to one or two others. News may begin with the years in which it is true: <c>1915-1918: …</c>.</summary>
internal sealed record Correspondence(
    string From, IReadOnlyList<string> To, DateOnly First, DateOnly Last, int Count, string Hail, string Close, IReadOnlyList<string> News, bool Formal = false);

/// <summary>The shape of postcards.json.</summary>
internal sealed record PostcardsData(IReadOnlyList<Postcard> Postcards);

/// <summary>A card from a journey.</summary>
internal sealed record Postcard(DateOnly Date, string Place, string From, IReadOnlyList<string> To, string Text);

/// <summary>The shape of photographs.json.</summary>
internal sealed record PhotographsData(IReadOnlyList<Item> Photographs);

/// <summary>The shape of papers.json.</summary>
internal sealed record PapersData(IReadOnlyList<Item> Papers);

/// <summary>A photograph or a paper with those whom it shows or concerns.</summary>
internal sealed record Item(DateOnly Date, string Place, IReadOnlyList<string> People, string Title, string Text);
