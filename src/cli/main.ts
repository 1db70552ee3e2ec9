console.log("kikimimi");
