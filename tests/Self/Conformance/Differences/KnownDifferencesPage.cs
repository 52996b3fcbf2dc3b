using System.Globalization;
using System.Text;

namespace Archiv.Tests.Self.Conformance.Differences;

/// <summary>The page standins/README.md as the marked cases say it.</summary>
internal static class KnownDifferencesPage
{
    private const string Head = """
        # Stand-ins

        Where no registry can be reached, these programs take the place of the originals, so that every verdict of the suites can be had anywhere.
        They are written from recorded behaviour, none knows a test, and each can be exchanged for its original by one variable.

        | what | where |
        |---|---|
        | images, the reaper among them | [images](images/README.md) |
        | model server | [images/ollama](images/ollama/README.md) |
        | fault proxy | [images/toxiproxy](images/toxiproxy/README.md) |
        | what both owe to Go's library: HTTP and JSON | [images/golang](images/golang/README.md) |
        | backend | [images/archiv-backend](images/archiv-backend/README.md) |
        | packages that NuGet would deliver | [packages](packages/README.md) |
        | model: a small file of the real format | `model` |

        # Sizes

        Lines of C#, tests not counted; in brackets without blank lines, comments and braces alone. Aims are orders of magnitude of the first plan.

        | part | lines | aim | past it because of |
        |---|---|---|---|
        | model server | 6,360 (3,220) | 2,500 | scope: the command line with its conversations, pulls through proxies and with every network failure, any JSON schema and answers to questions belong to the contract |
        | fault proxy | 4,360 (2,070) | 1,200 | scope: speed and bounded memory need a loop and buffers of its own; the command line and metrics are a third |
        | HTTP and JSON of both | 1,440 (670) | | would stand twice otherwise |
        | NBomber | 2,720 (1,150) | 1,500 | scope: all simulations, thresholds and reports came later |
        | Docker.DotNet | 2,040 (900) | 1,500 | structure: one file for each type of the package's public interface |
        | Toxiproxy.Net | 540 (190) | 200 | structure: the same |
        | reaper | 470 (220) | 200 | scope: the whole protocol with retries |

        Whoever has an original checks the cases themselves: `CONFORMANCE_OLLAMA=http://…`, `CONFORMANCE_TOXIPROXY=http://…` or
        `CONFORMANCE_RYUK_IMAGE=docker.io/testcontainers/ryuk:0.14.0`, then `dotnet test tests/Self --filter FullyQualifiedName~Conformance`.
        `CONFORMANCE_OLLAMA_CLI=/usr/bin/ollama` runs the cases about commands, processes, files and settings with that binary, beside the
        former variable or without it; what needs a setting of the stand-in itself is left out then.

        # Known differences

        Made from the cases of `tests/Self/Conformance` that are marked as such; a test fails when this page is stale, another when a difference is gone.
        Made again by `UPDATE_KNOWN_DIFFERENCES=1 dotnet test tests/Self --filter FullyQualifiedName~Differences`.

        """;

    /// <summary>The whole page.</summary>
    public static string Text()
    {
        var page = new StringBuilder(Head);
        Add(page, "Model server, exchanges", MarkedCases.ModelServerExchanges());
        Add(page, "Model server, behaviour", MarkedCases.ModelServerBehaviour());
        Add(page, "Fault proxy, recorded exchanges", MarkedCases.FaultProxyExchanges());
        Add(page, "Fault proxy, behaviour", MarkedCases.FaultProxyBehaviour());
        Add(page, "Reaper", MarkedCases.Reaper());
        return page.ToString();
    }

    private static void Add(StringBuilder page, string title, IReadOnlyCollection<KnownDifference> differences)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {title} ({differences.Count})\n\n| what | instead, or why |\n|---|---|\n");
        foreach (var (what, why) in differences)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {Cell(what)} | {Cell(why)} |\n");
        }
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace('\n', ' ');
}
