using System.Text.RegularExpressions;
using Archiv.Tests.Support.Compose;
using Archiv.Tests.Support.Rules.Dockerfiles;

namespace Archiv.Tests.Support.Rules.Checklist;

/// <summary>H16.</summary>
internal sealed partial class BuildsInStages() : Rule(
    "H16",
    "Dockerfiles of applications have the stages base, deps, builder, runner; the runner is non-root and has no build tools",
    "What only the build needs makes the image five times as large, and gives an intruder a compiler and the sources.",
    new("""
        services:
          web:
            build:
              dockerfile_inline: |
                FROM node:22.20.0-alpine3.22
                COPY . .
                RUN npm install && npm run build
                CMD ["node", "server.js"]
        """),
    new("""
        services:
          web:
            build:
              dockerfile_inline: |
                FROM node:22.20.0-alpine3.22 AS base
                RUN apk upgrade --no-cache
                FROM base AS deps
                COPY package.json package-lock.json ./
                RUN npm ci
                FROM deps AS builder
                COPY . .
                RUN npm run build
                FROM base AS runner
                COPY --from=builder /app/standalone ./
                USER 1001:1001
                CMD ["node", "server.js"]
        """))
{
    private const string Fix = "FROM … AS base\nFROM base AS deps\nFROM deps AS builder\nFROM base AS runner\nCOPY --from=builder /app ./\nUSER 1001:1001";

    private static readonly string[] Stages = ["base", "deps", "builder", "runner"];

    /// <inheritdoc />
    public override IEnumerable<RuleFinding> Judge(CheckedModel model) =>
    [
        .. model.Services.Where(service => service.Kind == ServiceKind.Application && service.Build.Unread is not null)
            .Select(service => service.Noted(service.Nearest("build", "dockerfile"), $"its Dockerfile {service.Build.Unread}: nobody has judged it", "# name one beside this file, or judge it where it lies")),
        .. model.Services.Where(service => service.Kind == ServiceKind.Application && service.Dockerfile is not null)
            .SelectMany(service => Judge(service.Dockerfile!, service.Name, service.At("build"))),
        .. model.Dockerfiles.SelectMany(dockerfile => Judge(dockerfile, null, "")),
    ];

    private static IEnumerable<RuleFinding> Judge(Dockerfile dockerfile, string? service, string path)
    {
        RuleFinding Found(int line, string message, string fix = Fix, Severity severity = Severity.Finding) =>
            new(service, path, message, fix, severity, dockerfile.IsInline ? null : new SourcePlace(dockerfile.File, line, 1));

        if (dockerfile.Final is not { } final)
        {
            yield return Found(1, dockerfile.Stages.Count == 0 ? "its Dockerfile has no FROM" : $"its Dockerfile has no stage '{dockerfile.Target}'");
            yield break;
        }

        var missing = Stages.Except(dockerfile.Stages.Select(stage => stage.Name)).ToList();
        if (missing.Count > 0)
        {
            yield return Found(final.Line, $"its Dockerfile lacks the stage{(missing.Count == 1 ? "" : "s")} {string.Join(", ", missing)}");
        }
        else if (final.Name != "runner")
        {
            yield return Found(final.Line, $"what it runs is the stage '{final.Name}', not 'runner'");
        }

        if (UserFinding(dockerfile, final) is var (line, message, severity))
        {
            yield return Found(line, message, "USER 1001:1001", severity);
        }

        foreach (var (at, what) in Leftovers(dockerfile))
        {
            yield return Found(at, what);
        }
    }

    private static (int Line, string Message, Severity Severity)? UserFinding(Dockerfile dockerfile, Stage final)
    {
        var user = dockerfile.Last("USER");
        var name = dockerfile.User?.Split(':')[0].Trim('"', '\'', ' ');
        return user is null ? (final.Line, "its image runs as root: the final stage has no USER", Severity.Finding)
            : Users.IsRoot(name) ? (user.Line, "its image runs as root", Severity.Finding)
            : name != "1001" && !Symbolic.Is(name) && !name!.StartsWith('$') ? (user.Line, $"its image runs as {name}; the guide's applications are uid 1001", Severity.Note)
            : null;
    }

    // The stages that the image is made of, and the image of others that they begin with.
    private static IEnumerable<(int Line, string What)> Leftovers(Dockerfile dockerfile)
    {
        foreach (var stage in dockerfile.Layers)
        {
            if (dockerfile.Foreign.Contains(stage) && HasToolchain(stage.From))
            {
                yield return (stage.Line, $"its image is built on {stage.From}, which has compilers");
            }

            foreach (var instruction in stage.Instructions)
            {
                if (instruction.Name == "RUN" && BuildTools.In(instruction.Arguments) is { } tool)
                {
                    yield return (instruction.Line, $"its image contains {tool}, which only a build needs");
                }
                else if (instruction.Name == "RUN" && BuildTools.HasDevelopment(instruction.Arguments))
                {
                    yield return (instruction.Line, "its image contains the packages of development");
                }
                else if (instruction.Name is "COPY" or "ADD" && Sources().IsMatch(instruction.Arguments))
                {
                    yield return (instruction.Line, "its image contains the sources");
                }
            }
        }
    }

    private static bool HasToolchain(string image) => Toolchain().IsMatch(image) || Kit().IsMatch(image[(image.IndexOf(':', StringComparison.Ordinal) + 1)..]);

    [GeneratedRegex(@"(^|/)(golang|rust|maven|gradle|gcc|sdk|buildpack-deps)(:|@|$)|-jdk\b|-devel\b")]
    private static partial Regex Toolchain();

    [GeneratedRegex(@"\b(jdk|sdk)\b")]
    private static partial Regex Kit();

    [GeneratedRegex(@"^(?!.*--from=)(--\S+\s+)*(\.|\./|src/?|\./src/?)\s")]
    private static partial Regex Sources();
}
