using NUnit.Framework;

namespace Archiv.Tests.Self.Conformance.Ollama;

/// <summary>What <c>/api/show</c> makes of a model: texts are quoted where a line would not hold them.</summary>
public sealed class ModelfileTests
{
    [Test(Description = "source")]
    public async Task Texts_are_quoted_only_where_they_must_be()
    {
        TestStore store = TestStore.WithModels();
        store.Add(
            "quoted", await File.ReadAllBytesAsync(TestStore.ModelFile("tiny")), """{"num_ctx":64,"stop":["<end>"," User:","a \"b\"\n"]}""",
            template: "{{ .Prompt }}\n", license: "Free for all\nwho are \"free\"");
        await using OllamaProcess server = await OllamaProcess.StartAsync(store);

        RawAnswer show = await server.Server.PostAsync("/api/show", """{"model":"quoted"}""");

        Assert.That(show.Field("modelfile"), Does.EndWith(
            "\nTEMPLATE \"{{ .Prompt }}\n\"\nPARAMETER num_ctx 64\nPARAMETER stop <end>\nPARAMETER stop \" User:\"\nPARAMETER stop \"\"\"a \"b\"\n\"\"\"\n"
            + "LICENSE \"\"\"Free for all\nwho are \"free\"\"\"\"\n"));
        Assert.That(show.Field("parameters"), Does.EndWith("\nstop                           \" User:\"\nstop                           \"a \\\"b\\\"\\n\""));
    }

    [Test(Description = "source: the options of a request stand in the modelfile and not among the parameters")]
    public async Task Options_of_the_request_are_in_the_modelfile()
    {
        RawAnswer show = await (await Target.ServerAsync()).PostAsync("/api/show", """{"model":"tiny","options":{"num_predict":7,"seed":3}}""");

        Assert.That(show.Field("modelfile"), Does.EndWith("PARAMETER num_ctx 512\nPARAMETER num_predict 7\nPARAMETER seed 3\n"));
        Assert.That(show.Field("parameters"), Does.EndWith("num_predict                    24"));
    }
}
