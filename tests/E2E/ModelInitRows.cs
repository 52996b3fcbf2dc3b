using Archiv.Tests.Support.Profiles;

namespace Archiv.Tests.E2E;

/// <summary>ADR-034 §2: the init that fills the model volume, as the engine really ran it.</summary>
public sealed class ModelInitRows
{
    private const string Store = "/root/.ollama/models";

    [Test, Guarantee("A2.1", Kind.Live)]
    public async Task The_historic_recipe_without_entrypoint_must_fail_and_the_deployed_one_must_run_a_shell()
    {
        var stack = await DeployedStack.Get(Profile.Current.Init);
        var init = await stack.Engine.Inspect((await stack.Service(stack.Profile.Init)).Id);

        var historic = await stack.Beside.RunImage(init.Config.Image, "sh", "-c", "true");

        Judgement.Note.Expected = "the image's own entrypoint to refuse `sh` as an unknown command";
        Judgement.Note.Seen = historic.ToString();
        historic.ExitCode.Should().Be(1, historic.ToString());
        historic.Error.Should().Contain("unknown command", historic.ToString());
        Judgement.Note.Expected = "a shell as PID 1 of the init container";
        Judgement.Note.Seen = $"{init.Path} {string.Join(' ', init.Args.Take(1))}";
        init.Config.Entrypoint.Should().NotBeNullOrEmpty();
        init.Config.Entrypoint![0].Should().EndWith("sh");
        Judgement.Note.Proof = $"`{init.Config.Entrypoint![0]} -c …` ran; without it the image says: {historic.Error.Trim().Split('\n')[0]}";
    }

    [Test, Guarantee("A2.2", Kind.Live, OwnStack = "needs a volume that is cold when the stack comes up")]
    public async Task A_cold_volume_must_be_filled_by_init_with_every_blob_intact()
    {
        var stack = await DeployedStack.Get(Profile.Current.Init);
        var init = await stack.Service(stack.Profile.Init);
        var ollama = await stack.Service(stack.Profile.Ollama);

        Judgement.Note.Look(init.Name, "init to have exited with 0", init.ToString());
        init.Status.Should().Be("exited", init.ToString());
        init.ExitCode.Should().Be(0, init.ToString());
        var models = await stack.ModelServer.Models();
        Judgement.Note.Look(ollama.Name, $"{stack.Profile.Model} in /api/tags", $"[{string.Join(", ", models)}]; {init}");
        models.Should().Contain(stack.Profile.Model);

        var wrong = await stack.Engine.Exec(ollama.Id, "sh", "-c", $"cd {Store}/blobs && for blob in sha256-*; do printf '%s  %s\\n' \"${{blob#sha256-}}\" \"$blob\"; done | sha256sum -c --quiet");
        Judgement.Note.Look(null, "blobs that are named after the digests of their contents", wrong.ToString());
        wrong.ExitCode.Should().Be(0, wrong.ToString());
        var parts = await stack.Engine.Exec(ollama.Id, "sh", "-c", $"cat {Store}/manifests/*/*/*/* | grep -oE 'sha256:[0-9a-f]{{64}}' | sort -u | while read -r digest; do test -f {Store}/blobs/sha256-${{digest#sha256:}} && echo have || echo \"lacks $digest\"; done");
        Judgement.Note.Look(null, "every blob that a manifest names", parts.ToString());
        parts.Output.Should().Contain("have").And.NotContain("lacks", parts.ToString());
        Judgement.Note.Proof = $"init exited 0, {stack.Profile.Model} is listed, {parts.Output.Split("have").Length - 1} blobs match their digests";
    }

    [Test, Guarantee("A2.8", Kind.Live, OwnStack = "runs `up`, which makes the init container anew")]
    public async Task Up_with_wait_must_exit_0_with_the_one_shot_init_in_it()
    {
        var stack = await DeployedStack.Get(Profile.Current.Init);

        var up = stack.Attached ? await stack.ReUp() : stack.FirstUp;

        var states = await stack.Services();
        var init = states.GetValueOrDefault(stack.Profile.Init);
        if (init is null)
        {
            Unjudged.Because("there is no init in the stack, so that an up says nothing about one");
        }

        // What ended is the cause; what is not ready may only wait for it.
        var troubled = new[] { states.Values.Where(state => state is { Status: "exited", ExitCode: not 0 }), states.Values.Where(state => state.Service != init.Service && !state.Ready) }
            .FirstOrDefault(some => some.Any())?.Select(state => state.Name);
        Judgement.Note.Look(
            string.Join(", ", troubled ?? [init.Name]), "docker compose up --wait exits 0, and init did", $"{up}; {string.Join("; ", states.Values.Where(state => !state.Ready))}");
        up.ExitCode.Should().Be(0, up.ToString());
        init.ExitCode.Should().Be(0);
        Judgement.Note.Proof = $"exit 0 after {up.Elapsed.TotalSeconds:0.0} s";
    }

    [Test, Guarantee("A2.7", Kind.Live, OwnStack = "runs `up` again, which makes the init container anew")]
    public async Task A_second_up_must_recreate_and_pull_nothing()
    {
        var stack = await DeployedStack.Get(Profile.Current.Init);
        if (!stack.Attached && stack.FirstUp.ExitCode != 0)
        {
            Unjudged.Because($"precondition failed: the first up ended so: {stack.FirstUp}");
        }

        var before = await stack.Services();
        var pulledBefore = await stack.Registry.Requests();
        if (pulledBefore == 0)
        {
            Unjudged.Because("the first up left no trace of its pull, so the absence of a second one would prove nothing");
        }

        var again = await stack.ReUp();

        var after = await stack.Services();
        var (was, init) = (before[stack.Profile.Init], after[stack.Profile.Init]);
        Judgement.Note.Look(init.Name, "the second up --wait exits 0", $"{again}; {init}");
        again.ExitCode.Should().Be(0, again.ToString());
        Neighbours.MustBeTheSame(before.Values.Where(state => state.Service != stack.Profile.Init), after);
        Judgement.Note.Look(init.Name, "init to have run again and ended with 0", $"{was} became {init}");
        init.IsSame(was).Should().BeFalse();
        init.ExitCode.Should().Be(0);
        var pulled = await stack.Registry.Requests();
        Judgement.Note.Look(init.Name, "no request to the registry by a second up", $"{pulled - pulledBefore} requests");
        pulled.Should().Be(pulledBefore);
        Judgement.Note.Proof = $"{before.Count - 1} containers are the same, no request to the registry, {again.Elapsed.TotalSeconds:0.0} s";
    }
}
