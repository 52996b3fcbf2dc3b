using Ollama.Cli;
using Ollama.Runner;

return args is ["runner", ..] ? await RunnerCommand.RunAsync(args[1..]) : await Commands.RunAsync(args);
