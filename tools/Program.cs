using System.CommandLine;
using Archiv.Tests.Tools;
using Archiv.Tests.Tools.Commands;

var root = new RootCommand("The command line behind scripts/: judges the Archiv stack.") { VerifyCommand.Create(), CheckCommand.Create(), MutantsCommand.Create(), ReportCommand.Create() };
return await CommandLine.RunAsync(root, args);
