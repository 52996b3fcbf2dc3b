using System.Text.RegularExpressions;

namespace Archiv.Tests.Support.Rules;

/// <summary>The parts of an image's name.</summary>
/// <param name="Repository">Registry and path without tag: <c>ollama/ollama</c>.</param>
/// <param name="Tag">The tag; null where there is none.</param>
/// <param name="Digest">The digest; null where there is none.</param>
public sealed partial record ImageName(string Repository, string? Tag, string? Digest)
{
    // Those whose second number is the patch: they never publish a third.
    private static readonly string[] TwoNumbers = ["postgres", "postgis", "timescaledb", "pgvector", "memcached-exporter", "debian", "pgbouncer"];

    /// <summary>Last part of the repository: <c>ollama</c>.</summary>
    public string Name => Repository[(Repository.LastIndexOf('/') + 1)..];

    /// <summary>True where a part of it is a variable without value, so that nothing can be said of it.</summary>
    public bool IsSymbolic => Symbolic.Is(Repository) || Symbolic.Is(Tag) || Symbolic.Is(Digest);

    /// <summary>True for a tag that names one build: three numbers, a date or a commit; two where the project has no third.</summary>
    public bool IsExact => Digest is not null
        || (Tag is not null && (Exact().IsMatch(Tag) || (TwoNumbers.Contains(Name) && Two().IsMatch(Tag))));

    /// <summary>Reads a name such as <c>host:5000/a/b:1.2.3@sha256:…</c>.</summary>
    public static ImageName Parse(string image)
    {
        var at = image.IndexOf('@', StringComparison.Ordinal);
        var (rest, digest) = at < 0 ? (image, null) : (image[..at], image[(at + 1)..]);
        // The colon of a port or of a variable's default is no tag's.
        var colon = rest.LastIndexOf(':');
        return colon > rest.LastIndexOf('/') && colon > rest.LastIndexOf('}') ? new(rest[..colon], rest[(colon + 1)..], digest)
            : TagsColon(rest) is var tag and > 0 ? new(rest[..tag], rest[(tag + 1)..], digest)
            : new(rest, null, digest);
    }

    // Before the first variable, with nothing but the tag's beginning between them.
    private static int TagsColon(string rest)
    {
        var variable = rest.AsSpan().IndexOfAny("${}");
        var colon = variable < 0 ? -1 : rest.LastIndexOf(':', variable);
        return colon > 0 && rest.AsSpan(colon + 1).IndexOfAny('$', '/') is var next and >= 0 && rest[colon + 1 + next] == '$' ? colon : -1;
    }

    [GeneratedRegex(@"^v?\d+\.\d+\.\d+|^(RELEASE\.|version-)?20\d\d-?[01]\d-?[0-3]\d|^(sha-)?[0-9a-f]{7,40}$")]
    private static partial Regex Exact();

    [GeneratedRegex(@"^v?\d+\.\d+(?![\d.])")]
    private static partial Regex Two();
}
