using Archiv.Tests.Support.Rules.Dockerfiles;
using FluentAssertions;
using NUnit.Framework;

namespace Archiv.Tests.Self.Checks;

public sealed class DockerfileReaderTests
{
    private const string Text = """
        # syntax=x
        ARG VERSION=22.20.0
        ARG PREFIX
        from --platform=$BUILDPLATFORM ${PREFIX:-}node:${VERSION}-alpine AS Base
        RUN apk upgrade \
            # why
            && apk add git

        FROM base AS runner
        RUN <<EOF
        FROM nowhere
        EOF
        COPY --from=builder /app ./
        USER 1001
        """;

    [Test]
    public void Stages_must_be_read_with_arguments_continued_lines_and_here_documents()
    {
        var file = DockerfileReader.Read("/x", Text);

        file.Stages.Select(stage => (stage.Name, stage.From, stage.Line)).Should().Equal(("base", "node:22.20.0-alpine", 4), ("runner", "base", 9));
        file.Stages[0].Instructions.Should().ContainSingle().Which.Should().Be(new Instruction("RUN", "apk upgrade  && apk add git", 5));
        file.Stages[1].Instructions.Select(instruction => instruction.Name).Should().Equal("RUN", "COPY", "USER");
        file.Layers.Select(stage => stage.Name).Should().Equal("runner", "base");
        file.Last("USER")!.Line.Should().Be(14);
    }

    [TestCase("")]
    [TestCase("\0\u0001 binary")]
    [TestCase("RUN <<EOF\nnever closed")]
    [TestCase("FROM")]
    [TestCase("FROM a AS a\nFROM a AS a\n\\")]
    public void Whatever_stands_in_a_file_must_be_read_without_an_error(string text) =>
        FluentActions.Invoking(() => DockerfileReader.Read("/x", text).Layers.Count).Should().NotThrow();
}
